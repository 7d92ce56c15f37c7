import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AppendedFile } from '../../src/files/appendedFile.js';
import { temporaryFolder } from '../e2e/program.js';

const folder = temporaryFolder();
afterAll(folder.remove);
const at = (name: string) => join(folder.path, name);

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
