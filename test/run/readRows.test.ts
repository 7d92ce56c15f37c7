import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readRows } from '../../src/run/readRows.js';
import { makePipe, temporaryFolder } from '../e2e/program.js';

const folder = temporaryFolder();
afterAll(folder.remove);
const at = (name: string) => join(folder.path, name);

it('a line without an end is not kept in memory', () => {
  writeFileSync(at('line.csv'), 'a\n');
  truncateSync(at('line.csv'), 2 ** 40); // of zeros, which take no room
  expect(() => [...readRows(at('line.csv'))]).toThrow(`${at('line.csv')} is damaged: line 2 has no end.`);
});

it('what is no file is not waited for', () => {
  makePipe(at('pipe'));
  expect(() => [...readRows(at('pipe'))]).toThrow(`${at('pipe')} is damaged: it is a pipe.`);
});
