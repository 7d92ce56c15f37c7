import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeNewFile } from '../../src/run/outputFile.js';
import { temporaryFolder } from '../e2e/program.js';

const folder = temporaryFolder();
afterAll(folder.remove);

it('replaces a file only by force', () => {
  const path = join(folder.path, 'x.csv');
  writeNewFile(path, () => ['a', 'b'], false);
  expect(() => writeNewFile(path, () => ['c'], false)).toThrow(
    `--output must be a new file, got ${path}; choose another, or replace it with --force.`,
  );
  expect(readFileSync(path, 'utf8')).toBe('ab');
  writeNewFile(path, () => ['c'], true);
  expect(readFileSync(path, 'utf8')).toBe('c');
});

it('leaves nothing behind when it fails', () => {
  const path = join(folder.path, 'y.csv');
  const broken = function* () {
    yield 'a';
    throw Object.assign(new Error('full'), { code: 'ENOSPC' });
  };
  expect(() => writeNewFile(path, broken, false)).toThrow(
    `${path} cannot be written: the disk is full; choose another --output.`,
  );
  expect(readdirSync(folder.path).filter((name) => name.startsWith('y'))).toEqual([]);
});

it.each([
  ['nowhere/z.csv', 'there is no such folder'],
  ['folder', 'it is a folder'],
])('says in a sentence that %s cannot be written', (name, why) => {
  mkdirSync(join(folder.path, 'folder'), { recursive: true });
  const path = join(folder.path, name);
  expect(() => writeNewFile(path, () => ['a'], true)).toThrow(
    `${path} cannot be written: ${why}; choose another --output.`,
  );
});
