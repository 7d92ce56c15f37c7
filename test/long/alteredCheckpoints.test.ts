import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { exportModel } from '../../src/commands/export/run.js';
import { predict } from '../../src/commands/predict/run.js';
import { AdamTrainError } from '../../src/errors.js';
import { NumpyRandomState } from '../../src/random/numpyRandomState.js';
import { readCheckpoint } from '../../src/run/checkpoint/readCheckpoint.js';
import { resume } from '../commands/runFolders.js';
import { run } from '../e2e/program.js';

// Files that are whole by their checksum, and yet were not written by this program: somebody altered them, and made the
// checksum anew. Whatever is done with them ends in a sentence.

vi.mock('../../src/charts/png/renderPng.js', () => {
  const draw = async () => Buffer.alloc(0); // it takes a second and has no part in this
  return { renderPng: draw, renderGrid: draw };
});

const cwd = mkdtempSync(join(tmpdir(), 'adam-train-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const original = join(cwd, 'out', 'a');
const folder = join(cwd, 'copy');
const file = join(folder, 'checkpoints', 'last.safetensors');

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Header = { [key: string]: Json };
/** A checkpoint in its parts: the header, what its metadata says of the run, and the tensors' bytes. */
interface Parts {
  header: Header & { __metadata__: Record<string, string> };
  run: Header;
  body: Buffer;
}

function split(bytes: Buffer): Parts {
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString('utf8', 8, start)) as Parts['header'];
  return { header, run: JSON.parse(header.__metadata__['run'] as string), body: bytes.subarray(start) };
}

function together({ header, run, body }: Parts): Buffer {
  const metadata: unknown = header.__metadata__;
  const isObject = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata);
  const whole = isObject && { sha256: '0'.repeat(64), ...metadata, run: JSON.stringify(run) };
  const json = JSON.stringify(whole ? { ...header, __metadata__: whole } : header);
  const text = Buffer.from(json + ' '.repeat((8 - (Buffer.byteLength(json) % 8)) % 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return signed(Buffer.concat([length, text, body]));
}

/** The bytes with the checksum that they have. */
function signed(bytes: Buffer): Buffer {
  const place = bytes.indexOf('"sha256":"') + 10;
  if (place < 10) return bytes;
  bytes.write('0'.repeat(64), place);
  bytes.write(createHash('sha256').update(bytes).digest('hex'), place);
  return bytes;
}

/** Every place in a JSON value, as the path to it. */
function places(value: Json, path: string[] = []): string[][] {
  const below = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [
    ...(path.length > 0 ? [path] : []),
    ...below.flatMap(([key, inner]) => places(inner, [...path, key])),
  ];
}

/** The value with another at the path; nothing there if it is undefined. */
function withValue<Value extends Json>(
  value: Value,
  path: readonly string[],
  other: Json | undefined,
): Value {
  const copy = structuredClone(value) as unknown as Record<string, Json>;
  const holder = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, Json>, copy);
  const last = path.at(-1) as string;
  if (other !== undefined) holder[last] = other;
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return copy as unknown as Value;
}

const strange: (Json | undefined)[] = [
  undefined,
  null,
  true,
  -1,
  0,
  0.5,
  1e308,
  2 ** 53,
  99,
  '',
  'x',
  '__proto__',
  [],
  [[]],
  {},
  'F64',
  'I32',
  [2, 2],
  [0, 1e15],
];

let bytes: Buffer;
beforeAll(async () => {
  const args = ['--samples', '40', '--features', '2', '--hidden', '3', '--epochs', '3', '--ema', '0.5'];
  expect(
    await run(cwd, [...args, '--schedule', 'plateau', '--patience', '9', '--backend', 'wasm', '--name', 'a']),
  ).toMatchObject({ code: 0 });
  writeFileSync(join(cwd, 'rows.csv'), 'x1,x2\n1,2\n3,4\n');
  bytes = readFileSync(join(original, 'checkpoints', 'last.safetensors'));
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockReturnValue(true);
  return () => vi.restoreAllMocks();
});

/** All that reads a checkpoint; each ends well or in a sentence. Gives whether resume refused the file, which looks at most of it. */
async function expectSentences(altered: Buffer, what: string): Promise<boolean> {
  rmSync(folder, { recursive: true, force: true });
  cpSync(original, folder, { recursive: true });
  writeFileSync(file, altered);
  const given = (key: string, value: unknown) => ({
    [key]: { name: `--${key}`, text: String(value), value },
  });
  const outcomes = await Promise.all(
    [
      async () => void readCheckpoint(folder),
      async () => void exportModel(folder, { to: join(folder, 'exported') }),
      () =>
        predict(folder, {
          ...given('data', join(cwd, 'rows.csv')),
          ...given('output', join(folder, 'p.csv')),
        }),
    ].map((work) =>
      work().then(
        () => undefined,
        (error: unknown) => error,
      ),
    ),
  );
  outcomes.push(
    await resume(folder, { epochs: '4' }).then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
  for (const outcome of outcomes) {
    if (outcome === undefined) continue;
    expect(outcome, what).toBeInstanceOf(AdamTrainError);
    expect((outcome as Error).message, what).toMatch(/^[^\n]{20,300}\.$/);
  }
  return outcomes.at(-1) !== undefined;
}

it('is taken as it is if nothing was altered', async () => {
  expect(together(split(bytes))).toEqual(bytes);
  expect(await expectSentences(together(split(bytes)), 'unaltered')).toBe(false);
});

describe('a header with another value', () => {
  it('at any place ends in a sentence', async () => {
    const random = new NumpyRandomState(1);
    const pick = <Item>(list: readonly Item[]) => list[Math.floor(random.uniform() * list.length)] as Item;
    const { header, run: content, body } = split(bytes);
    const headerPlaces = places(header).filter(
      ([first, second]) => first !== '__metadata__' || (second !== 'sha256' && second !== 'run'),
    );
    const runPlaces = places(content);
    let refused = 0;
    // Each place once, and then places at random.
    const chosen = [
      ...headerPlaces.map((path) => ({ of: 'header', path })),
      ...runPlaces.map((path) => ({ of: 'run', path })),
    ];
    for (const { of, path } of chosen) {
      const value = pick(strange);
      const altered =
        of === 'header'
          ? { header: withValue(header, path, value), run: content, body }
          : { header, run: withValue(content, path, value), body };
      const what = `${of} ${path.join('.')}: ${JSON.stringify(value)}`;
      if (await expectSentences(together(altered), what)) refused++;
    }
    expect(refused).toBeGreaterThan(0.7 * chosen.length);
  });

  it.each([
    ['a model of other sizes', (run: Header) => ({ ...run, layers: 3 })],
    ['fewer layers than weights', (run: Header) => ({ ...run, layers: 1 })],
    ['a best epoch to come', (run: Header) => ({ ...run, bestEpoch: 4 })],
    ['an unknown function', (run: Header) => ({ ...run, activation: 'gelu' })],
    [
      'another number of features',
      ({ columns, ...run }: Header) => ({
        ...run,
        columns: { ...(columns as Header), features: [{ name: 'x1', kind: 'number' }] },
      }),
    ],
    ['a generator beyond its words', (run: Header) => ({ ...run, position: 625 })],
    ['one epoch too few', (run: Header) => ({ ...run, epoch: 2, bestEpoch: 1 })],
    ['no checksum of the metrics', ({ metrics: _, ...run }: Header) => run],
    ['no state of the schedule', ({ schedule: _, ...run }: Header) => run],
    ['a schedule that is none', (run: Header) => ({ ...run, schedule: { rate: -1 } })],
  ])('such as %s is refused', async (what, alter) => {
    const parts = split(bytes);
    expect(await expectSentences(together({ ...parts, run: alter(parts.run) as Header }), what)).toBe(true);
  });
});

describe('tensors', () => {
  const entry = (header: Header, name: string) =>
    header[name] as { dtype: string; shape: number[]; data_offsets: number[] };

  it.each<[string, (parts: Parts) => void]>([
    [
      'a dtype of the same width',
      ({ header }) => {
        entry(header, 'layer1.weight').dtype = 'I32';
      },
    ],
    ['the shape turned round', ({ header }) => void entry(header, 'layer1.weight').shape.reverse()],
    [
      'offsets that overlap',
      ({ header }) => {
        const { data_offsets: offsets } = entry(header, 'layer1.weight');
        entry(header, 'best/layer1.weight').data_offsets = offsets;
      },
    ],
    [
      'offsets beyond the file',
      ({ header, body }) => {
        entry(header, 'generator').data_offsets = [body.length, body.length + 2496];
      },
    ],
    ['a missing tensor', ({ header }) => void delete header['layer2.bias']],
    [
      'another name',
      ({ header }) => {
        header['layer9.bias'] = header['layer2.bias'] as Json;
        delete header['layer2.bias'];
      },
    ],
    [
      'a slot of another optimizer',
      ({ header }) => {
        header['optimizer/layer2.bias/q'] = header['optimizer/layer2.bias/v'] as Json;
        delete header['optimizer/layer2.bias/v'];
      },
    ],
    [
      'a weight that is not a number',
      ({ header, body }) => {
        body.writeFloatLE(Number.NaN, entry(header, 'layer1.weight').data_offsets[0]);
      },
    ],
    [
      'an infinite best weight',
      ({ header, body }) => {
        body.writeFloatLE(Number.POSITIVE_INFINITY, entry(header, 'best/layer1.weight').data_offsets[0]);
      },
    ],
    [
      'a moment that is not a number',
      ({ header, body }) => {
        body.writeFloatLE(Number.NaN, entry(header, 'optimizer/layer1.weight/m').data_offsets[0]);
      },
    ],
    [
      'a scale of zero',
      ({ header, body }) => {
        body.writeDoubleLE(0, entry(header, 'scaler/scale').data_offsets[0]);
      },
    ],
    [
      'a target that is not finite',
      ({ header, body }) => {
        body.writeDoubleLE(Number.NaN, entry(header, 'target').data_offsets[0]);
      },
    ],
    [
      'more bytes than tensors',
      (parts) => {
        parts.body = Buffer.concat([parts.body, Buffer.alloc(8)]);
      },
    ],
    [
      'a format to come',
      ({ header }) => {
        header.__metadata__['format'] = '3';
      },
    ],
    [
      'another program',
      ({ header }) => {
        header.__metadata__['program'] = 'torch';
      },
    ],
    [
      'no text of the run',
      (parts) => {
        parts.run = null as unknown as Header;
      },
    ],
  ])('with %s are refused', async (what, alter) => {
    const parts = split(Buffer.from(bytes));
    alter(parts);
    expect(await expectSentences(together(parts), what)).toBe(true);
  });
});

it('a header that says it is longer than the file is refused', async () => {
  for (const length of [2n ** 63n, 2n ** 53n, 2n ** 32n, 0n]) {
    const altered = Buffer.from(bytes);
    altered.writeBigUInt64LE(length);
    expect(await expectSentences(signed(altered), String(length))).toBe(true);
  }
});
