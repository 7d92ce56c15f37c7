import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as tar from 'tar';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { unpack } from '../../src/engine/native/installer/archive.js';
import { archiveLimits } from '../../src/engine/native/installer/archiveLimits.js';
import { setup } from '../../src/engine/native/installer/setup.js';
import { fileSource } from '../../src/engine/native/installer/source.js';
import { AdamTrainError } from '../../src/errors.js';
import { folderSize } from '../../src/files/directories.js';
import { libraryMembers, wheelMembers, writeTar, writeWheel } from '../engine/native/installer/archives.js';

let folder: string;
let staging: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'adam-train-limits-'));
  staging = join(folder, 'staging');
  mkdirSync(staging);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

type Members = Record<string, string>;

async function zip(members: Members): Promise<string> {
  const path = join(folder, 'tensorflow-9.9.9-cp311-linux.whl');
  await writeWheel(path, members);
  return path;
}

async function tarball(members: Members): Promise<string> {
  const path = join(folder, 'libtensorflow-9.9.9.tar.gz');
  await writeTar(path, join(folder, 'scratch'), members);
  return path;
}

const kinds: [string, (members: Members) => Promise<string>, Members, string][] = [
  ['zip', zip, wheelMembers, 'tensorflow/libtensorflow_cc.so.2'],
  ['tar', tarball, libraryMembers, 'lib/libtensorflow.so.2.9.1'],
];

describe.each(kinds)('a %s', (_, write, members, library) => {
  const others = (count: number): Members =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`other/file${i}.txt`, '']));

  it('that unpacks to more bytes than it may is stopped before they are written', async () => {
    const file = await write({ ...members, [library]: 'x'.repeat(3_000_000) });
    const attempt = unpack(file, staging, { bytes: 2e6, entries: 100, isDisk: false });
    await expect(attempt).rejects.toThrow(AdamTrainError);
    await expect(attempt).rejects.toThrow(
      `${file} must unpack to at most 2 MB, got 3 MB or more; use a wheel of tensorflow or tensorflow-cpu, or a libtensorflow archive.`,
    );
    expect(folderSize(staging)).toBeLessThan(2e6);
  });

  it('counts all of its members together', async () => {
    const file = await write({
      ...members,
      [library]: 'x'.repeat(1_000_000),
      [`${library}.1`]: 'x'.repeat(1_500_000),
    });
    await expect(unpack(file, staging, { bytes: 2e6, entries: 100, isDisk: false })).rejects.toThrow(
      'must unpack to at most 2 MB, got 3 MB or more',
    );
    expect(folderSize(staging)).toBeLessThan(2e6);
  });

  it('that would fill the disk says so', async () => {
    const file = await write({ ...members, [library]: 'x'.repeat(3_000_000) });
    await expect(unpack(file, staging, { bytes: 2e6, entries: 100, isDisk: true })).rejects.toThrow(
      /must unpack to at most 2 MB, for which there is room on the disk, got 3 MB or more; free some space, or set ADAM_TRAIN_HOME/,
    );
  });

  it('of more entries than it may have is stopped, whether they are needed or not', async () => {
    const file = await write({ ...members, ...others(50) });
    const attempt = unpack(file, staging, { bytes: 2e6, entries: 40, isDisk: false });
    await expect(attempt).rejects.toThrow(AdamTrainError);
    await expect(attempt).rejects.toThrow(`${file} must have at most 40 entries, got more; use a wheel of`);
  });

  it('within its limits is unpacked whole', async () => {
    const file = await write({ ...members, ...others(30) });
    await unpack(file, staging, { bytes: 2e6, entries: 50, isDisk: false });
    expect(readFileSync(join(staging, 'deps', 'lib', library.split('/')[1] as string), 'utf8')).toBe(
      members[library],
    );
  });
});

describe('setup', () => {
  it('leaves nothing where a limit stops it', async () => {
    vi.stubEnv('ADAM_TRAIN_HOME', join(folder, 'home'));
    const file = join(folder, 'many.tar.gz');
    writeFileSync(file, gzipSync(manyHeaders(100_001), { level: 1 }));
    const tools = { build: vi.fn(), strip: vi.fn(), selfTest: vi.fn() };
    const reporter = { stage: (_: string, work: () => never) => work(), note: () => {} };
    await expect(setup([fileSource(file)], tools, reporter as never)).rejects.toThrow(
      /could not be set up: .* must have at most 100,000 entries, got more/,
    );
    expect(readdirSync(join(folder, 'home'))).toEqual([]);
  });
});

/** A tar of so many empty files. */
function manyHeaders(count: number): Buffer {
  const header = Buffer.alloc(512);
  new tar.Header({ path: 'a', size: 0, type: 'File', mode: 0o644, mtime: new Date(0) }).encode(header);
  return Buffer.concat([...Array.from({ length: count }, () => header), Buffer.alloc(1024)]);
}

describe('a tar', () => {
  it('whose members are not needed may not be endless either', async () => {
    const file = await tarball({ ...libraryMembers, 'other/large.bin': 'x'.repeat(3_000_000) });
    await expect(unpack(file, staging, { bytes: 2e6, entries: 100, isDisk: false })).rejects.toThrow(
      'must unpack to at most 2 MB',
    );
  });

  it('of nothing but zeros, which tar would collect, is no archive', async () => {
    const file = join(folder, 'zeros.tar.gz');
    writeFileSync(file, gzipSync(Buffer.alloc(200_000_000)));
    const started = performance.now();
    await expect(unpack(file, staging)).rejects.toThrow(
      /is damaged or no archive \(it goes on behind its end\)/,
    );
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(existsSync(join(staging, 'deps'))).toBe(false);
  });

  it('that is not packed is unpacked likewise', async () => {
    const path = join(folder, 'plain.tar');
    writeFileSync(path, gunzipSync(readFileSync(await tarball(libraryMembers))));
    await unpack(path, staging);
    expect(readdirSync(join(staging, 'deps', 'lib')).length).toBe(2);
  });

  it('cut short behind its last member is damaged', async () => {
    const file = await tarball(libraryMembers);
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length - 4));
    await expect(unpack(file, staging)).rejects.toThrow(/is damaged or no archive/);
  });
});

describe('a zip', () => {
  it('that says it is smaller than it is, is damaged', async () => {
    const { 'tensorflow/libtensorflow_cc.so.2': library = '' } = wheelMembers;
    const file = await zip(wheelMembers);
    const bytes = readFileSync(file);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(library.length);
    const smaller = Buffer.alloc(4);
    smaller.writeUInt32LE(10);
    for (let at = bytes.indexOf(size); at >= 0; at = bytes.indexOf(size, at + 4)) smaller.copy(bytes, at);
    writeFileSync(file, bytes);
    await expect(unpack(file, staging)).rejects.toThrow(/is damaged or no archive/);
    expect(folderSize(staging)).toBeLessThan(library.length);
  });
});

it('allows no more than the disk has free, and no more than TensorFlow needs', () => {
  const { bytes, entries } = archiveLimits(staging);
  expect(bytes).toBeLessThanOrEqual(4e9);
  expect(bytes).toBeGreaterThanOrEqual(0);
  expect(entries).toBe(100_000);
});
