import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AdamTrainError } from '../../../src/errors.js';
import { decodeSafetensors } from '../../../src/files/readSafetensors.js';
import type { CheckpointFacts, RunBeginning } from '../../../src/run/checkpoint/checkpoint.js';
import { CheckpointWriter } from '../../../src/run/checkpoint/checkpointWriter.js';
import { readCheckpoint } from '../../../src/run/checkpoint/readCheckpoint.js';
import { bestCheckpoint, lastCheckpoint, RunFolder } from '../../../src/run/runFolder.js';
import type { TrainingState } from '../../../src/training/trainingState.js';

let folder: RunFolder;
beforeEach(() => {
  folder = new RunFolder('run-001', mkdtempSync(join(tmpdir(), 'adam-train-')));
});
afterEach(() => rmSync(folder.path, { recursive: true }));

const facts: CheckpointFacts = {
  columns: {
    features: [
      { name: 'x "quoted", 数', kind: 'number' },
      { name: 'kind', kind: 'category', categories: ['a', 'é', ''] },
    ],
    targets: ['price'],
  },
  activation: 'tanh',
  layers: 1,
  predictsWithBest: true,
};
const beginning: RunBeginning = {
  settings: { hidden: [], activation: 'tanh', ema: null, seed: 7, clipNorm: null },
  horizon: { scheduleTMax: null },
  engine: 'wasm',
  dataSha256: '0'.repeat(64),
};
const metrics = { bytes: 123, sha256: 'a'.repeat(64) };
const preparation = {
  scaler: { mean: Float64Array.of(1 / 3, -0, 1e300, 5e-324), scale: Float64Array.of(1, 2, 3, 4) },
  targets: [{ mean: 1 / 7, scale: 1e-3 }],
  fill: Float64Array.of(0.1, 0.2, 0.3, 0.4),
};

const weights = (first: number) => [
  { name: 'layer1.weight', shape: [4, 1], values: Float32Array.of(first, -0, 1e-45, 3.4e38) },
  { name: 'layer1.bias', shape: [1], values: Float32Array.of(first / 3) },
];

const state: TrainingState = {
  epoch: 3,
  seconds: 3 / 11,
  weights: weights(1),
  optimizer: [
    { name: 'iter', shape: [], values: Int32Array.of(2 ** 31 - 1) },
    { name: 'layer1.weight/m', shape: [4, 1], values: Float32Array.of(1, 2, 3, 4) },
    { name: 'layer1.weight/t', shape: [], values: Int32Array.of(7) },
    { name: 'layer1.bias/m', shape: [1], values: Float32Array.of(Number.POSITIVE_INFINITY) },
    { name: 'layer1.bias/t', shape: [], values: Int32Array.of(7) },
  ],
  generator: { words: Uint32Array.from({ length: 624 }, (_, i) => 2 ** 32 - 1 - i), position: 623 },
  best: { epoch: 2, loss: 2 / 7, weights: weights(2) },
};

const writer = () => new CheckpointWriter(folder, { ...facts, ...beginning }, preparation);
const write = (changes: Partial<TrainingState> = {}) => writer().write({ ...state, ...changes }, metrics);

/** Tensors are stored by their width, so lists of them are compared in order of their names. */
const inOrder = ({ weights: own, optimizer, best, ...rest }: TrainingState) => {
  const sorted = <T extends { name: string }>(list: T[]) =>
    [...list].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    ...rest,
    weights: sorted(own),
    optimizer: sorted(optimizer),
    best: { ...best, weights: sorted(best.weights) },
  };
};

describe('a checkpoint', () => {
  it('reads back every field as it was, bit for bit', () => {
    write();
    const read = readCheckpoint(folder.path);
    expect(read?.facts).toEqual(facts);
    expect(read?.preparation).toEqual(preparation);
    expect(read?.beginning).toEqual(beginning);
    expect(read?.metrics).toEqual({ mark: { ...metrics, epochs: 3 } });
    expect(read?.sizes).toEqual([4, 1]);
    expect(inOrder(read?.state as TrainingState)).toEqual(inOrder(state));
  });

  it('holds several targets, each with its scale', () => {
    const columns = { ...facts.columns, targets: ['price', 'a, "b"'] };
    const targets = [...preparation.targets, { mean: -5, scale: 2 }];
    const two = (first: number) => [
      { name: 'layer1.weight', shape: [4, 2], values: new Float32Array(8).fill(first) },
      { name: 'layer1.bias', shape: [2], values: Float32Array.of(first, 1) },
    ];
    const optimizer = [
      { name: 'iter', shape: [], values: Int32Array.of(1) },
      ...['weight', 'bias'].map((part) => {
        return { name: `layer1.${part}/t`, shape: [], values: Int32Array.of(1) };
      }),
    ];
    const wide = { ...state, weights: two(1), optimizer, best: { ...state.best, weights: two(2) } };
    const of = (given: typeof columns) =>
      new CheckpointWriter(folder, { ...facts, columns: given, ...beginning }, { ...preparation, targets });
    of(columns).write(wide, metrics);
    const read = readCheckpoint(folder.path);
    expect(read?.facts.columns).toEqual(columns);
    expect(read?.preparation.targets).toEqual(targets);
    expect(read?.sizes).toEqual([4, 2]);
    of({ ...columns, targets: ['price'] }).write(wide, metrics);
    expect(() => readCheckpoint(folder.path)).toThrow('is damaged or was written by another version');
  });

  it('has no fill where there was none', () => {
    const { fill: _, ...unfilled } = preparation;
    new CheckpointWriter(folder, { ...facts, ...beginning }, unfilled).write(state, metrics);
    expect(readCheckpoint(folder.path)?.preparation).toEqual(unfilled);
  });

  it('takes as much room after many epochs as after few', () => {
    write();
    const size = readFileSync(folder.file(lastCheckpoint)).length;
    write({ epoch: 300_000 });
    expect(readFileSync(folder.file(lastCheckpoint)).length - size).toBeLessThan(16);
  });

  it('is none where none was written, also where only best is there', () => {
    expect(readCheckpoint(folder.path)).toBeUndefined();
    write();
    rmSync(folder.file(lastCheckpoint));
    expect(readCheckpoint(folder.path)).toBeUndefined();
  });

  it('writes best again only when there is a better one, and then before last', () => {
    const checkpoints = writer();
    checkpoints.write(state, metrics);
    rmSync(folder.file(bestCheckpoint));
    checkpoints.write({ ...state, weights: weights(3) }, metrics);
    expect(() => readFileSync(folder.file(bestCheckpoint))).toThrow(/ENOENT/);
    const before = readFileSync(folder.file(lastCheckpoint));
    const write = folder.write.bind(folder);
    folder.write = (name, content) => {
      write(name, content);
      throw new Error(`ended after ${name}`);
    };
    const better = { ...state, best: { epoch: 3, loss: 0.1, weights: weights(4) } };
    expect(() => checkpoints.write(better, metrics)).toThrow(`ended after ${bestCheckpoint}`);
    expect(readFileSync(folder.file(lastCheckpoint))).toEqual(before);
    const { tensors } = decodeSafetensors(readFileSync(folder.file(bestCheckpoint)));
    expect(tensors.get('layer1.weight')?.values).toEqual(weights(4)[0]?.values);
  });
});

it("follows safetensors' rules: length, JSON header, and values without gaps at multiples of their width", () => {
  write();
  const bytes = readFileSync(folder.file(lastCheckpoint));
  const length = Number(bytes.readBigUInt64LE(0));
  expect(length % 8).toBe(0);
  const text = bytes.toString('utf8', 8, 8 + length);
  expect(text.startsWith('{')).toBe(true);
  const { __metadata__: metadata, ...entries } = JSON.parse(text) as Record<string, Record<string, unknown>>;
  const offsetsOf = (name: string) => entries[name]?.['data_offsets'] as [number, number];
  expect(Object.values(metadata as object).every((value) => typeof value === 'string')).toBe(true);
  const widths: Record<string, number> = { F64: 8, F32: 4, I32: 4, U32: 4 };
  let end = 0;
  for (const { dtype, shape, data_offsets: offsets } of Object.values(entries)) {
    const [from, to] = offsets as [number, number];
    const width = widths[dtype as string] as number;
    const count = (shape as number[]).reduce((product, size) => product * size, 1);
    expect([from, to]).toEqual([end, end + count * width]);
    expect(from % width).toBe(0);
    end = to;
  }
  expect(8 + length + end).toBe(bytes.length);
  const [bias] = offsetsOf('layer1.bias');
  expect(bytes.readFloatLE(8 + length + bias)).toBe(Math.fround(1 / 3));
});

describe('a damaged file', () => {
  const read = (bytes: Uint8Array) => {
    writeFileSync(folder.file(lastCheckpoint), bytes);
    return () => readCheckpoint(folder.path);
  };
  const sentence = /^\S+last\.safetensors is damaged or was written by another version; [^.]*\.$/;

  it('is said to be one in a sentence, wherever it was cut short', () => {
    write();
    const bytes = readFileSync(folder.file(lastCheckpoint));
    for (const length of [0, 1, 7, 8, 9, 50, 500, bytes.length - 4000, bytes.length - 1]) {
      expect(read(bytes.subarray(0, length)), `${length}`).toThrow(AdamTrainError);
      expect(read(bytes.subarray(0, length)), `${length}`).toThrow(sentence);
    }
    expect(read(Buffer.concat([bytes, Buffer.alloc(1)]))).toThrow(sentence);
  });

  it('is said to be one if any bit is another', () => {
    write();
    const bytes = readFileSync(folder.file(lastCheckpoint));
    const bits = fc.oneof(
      fc.integer({ min: 0, max: 8 * 2000 }), // the header
      fc.integer({ min: 0, max: 8 * bytes.length - 1 }),
    );
    fc.assert(
      fc.property(bits, (bit) => {
        const flipped = Buffer.from(bytes);
        const place = Math.floor(bit / 8);
        flipped[place] = (flipped[place] as number) ^ (1 << (bit % 8));
        expect(read(flipped)).toThrow(sentence);
      }),
      { numRuns: 300 },
    );
  });

  it('is any other file', () => {
    write();
    for (const text of ['', '{}', 'x'.repeat(1000), '\0'.repeat(1000)]) {
      expect(read(Buffer.from(text))).toThrow(sentence);
    }
  });
});
