import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readWholeFile } from '../../src/files/readWholeFile.js';
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
  });
});
