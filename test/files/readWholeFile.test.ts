import { existsSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AppendedFile } from '../../src/files/appendedFile.js';
import { readWholeFile } from '../../src/files/readWholeFile.js';
import { readSafetensorsFile } from '../../src/files/safetensors.js';
import { readRows } from '../../src/run/readRows.js';
import { makePipe, temporaryFolder } from '../e2e/program.js';

const folder = temporaryFolder();
afterAll(folder.remove);
const at = (name: string) => join(folder.path, name);

describe('a file is read whole', () => {
  it('up to so many bytes, also through a link', () => {
    writeFileSync(at('file'), 'abcd');
    symlinkSync('file', at('link'));
    expect(readWholeFile(at('file'), 4).toString()).toBe('abcd');
    expect(readWholeFile(at('link'), 4).toString()).toBe('abcd');
    expect(() => readWholeFile(at('link'), 4, false)).toThrow('it is a link');
    expect(() => readWholeFile(at('file'), 3)).toThrow('it has more than 3 bytes');
    writeFileSync(at('empty'), '');
    expect(readWholeFile(at('empty'), 0)).toHaveLength(0);
  });

  it.runIf(existsSync('/proc/self/stat'))('also where the system says nothing of its length', () => {
    expect(readWholeFile('/proc/self/stat', 10_000).toString()).toContain(`${process.pid} (`);
    expect(() => readWholeFile('/proc/self/stat', 5)).toThrow('it has more than 5 bytes');
  });

  it('and what is none is not waited for', () => {
    makePipe(at('pipe'));
    mkdirSync(at('folder'));
    expect(() => readWholeFile(at('pipe'), 4)).toThrow('it is a pipe');
    expect(() => readWholeFile(at('folder'), 4)).toThrow('it is a folder');
    expect(() => readWholeFile('/dev/zero', 4)).toThrow('it is a device');
    expect(() => [...readRows(at('pipe'))]).toThrow(`${at('pipe')} is damaged: it is a pipe.`);
  });
});

it('a line without an end is not kept in memory', () => {
  writeFileSync(at('line.csv'), 'a\n');
  truncateSync(at('line.csv'), 2 ** 40); // of zeros, which take no room
  expect(() => [...readRows(at('line.csv'))]).toThrow(`${at('line.csv')} is damaged: line 2 has no end.`);
});

it('a checkpoint whose header cannot be true is not read', () => {
  for (const header of [0n, 100n, 2n ** 40n, 2n ** 64n - 1n]) {
    const bytes = Buffer.alloc(64);
    bytes.writeBigUInt64LE(header);
    writeFileSync(at('x.safetensors'), bytes);
    expect(() => readSafetensorsFile(at('x.safetensors'))).toThrow('it cannot be a safetensors file');
  }
  truncateSync(at('x.safetensors'), 2 ** 40);
  expect(() => readSafetensorsFile(at('x.safetensors'))).toThrow('it cannot be a safetensors file');
  const good = Buffer.alloc(64);
  good.writeBigUInt64LE(56n);
  writeFileSync(at('x.safetensors'), good);
  expect(readSafetensorsFile(at('x.safetensors'))).toEqual(good);
});

describe('a file that grows', () => {
  const grown = (name: string) => {
    writeFileSync(at(name), 'header\n');
    const file = new AppendedFile(at(name), '--out');
    file.append('é\n');
    return file;
  };

  it('has what was written, in order', () => {
    const file = grown('a');
    file.append('2\n');
    file.check();
    file.close();
    expect(readFileSync(at('a'), 'utf8')).toBe('header\né\n2\n');
  });

  it('is an error once another program has changed it', () => {
    const file = grown('b');
    writeFileSync(at('b'), 'header\n', { flag: 'a' });
    expect(() => file.append('2\n')).toThrow(/b must stay as it is .* it was changed by another program; /);
    file.close();
  });
});
