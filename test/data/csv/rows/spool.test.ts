import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, it } from 'vitest';
import { spool } from '../../../../src/data/csv/rows/spool.js';
import { temporaryFolder } from '../../../e2e/program.js';

const folder = temporaryFolder();
afterAll(folder.remove);

it('copies standard input, byte for byte', async () => {
  const path = join(folder.path, 'data.csv');
  await spool(Readable.from([Buffer.from('a,y\n'), Buffer.from([0xff, 0x00])]), path);
  expect(readFileSync(path)).toEqual(Buffer.from([...Buffer.from('a,y\n'), 0xff, 0x00]));
});

it('needs something piped into it, and leaves no file otherwise', async () => {
  const path = join(folder.path, 'empty.csv');
  await expect(spool(Readable.from([]), path)).rejects.toMatchObject({
    message: 'standard input is empty; pipe a CSV file into it.',
    exitCode: 2,
  });
  await expect(spool(Object.assign(Readable.from([]), { isTTY: true }), path)).rejects.toMatchObject({
    message: 'standard input is a terminal; pipe a CSV file into it.',
    exitCode: 2,
  });
  expect(existsSync(path)).toBe(false);
});

it('says in a sentence that the file cannot be written', async () => {
  const path = join(folder.path, 'no', 'data.csv');
  await expect(spool(Readable.from([Buffer.from('a')]), path)).rejects.toMatchObject({
    message: `${path} cannot be written: no folder can be made there. Choose another folder with --out.`,
    exitCode: 1,
  });
});
