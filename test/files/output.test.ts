import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { writeFile, writeStream } from '../../src/files/output.js';
import { checkOutput } from '../../src/files/outputPath.js';
import { temporaryFolder } from '../e2e/program.js';

/** Numbered pieces; `given` counts those asked for, `ended` whether the work was ended properly. */
function source(count: number) {
  const state = { given: 0, ended: false };
  async function* pieces() {
    try {
      for (; state.given < count; state.given++) yield `${state.given},`;
    } finally {
      state.ended = true;
    }
  }
  return { state, pieces: pieces() };
}

it('waits for a slow stream instead of piling text up', async () => {
  const { state, pieces } = source(100);
  const pending: (() => void)[] = [];
  let text = '';
  const slow = new Writable({
    highWaterMark: 4,
    write(chunk, _, done) {
      text += chunk;
      pending.push(done);
    },
  });
  const written = writeStream(slow, pieces);
  await nextTurn();
  expect(state.given).toBeLessThan(5);
  while (!state.ended) {
    pending.shift()?.();
    await nextTurn();
  }
  expect(await written).toBe(true);
  while (pending.length > 0) {
    pending.shift()?.();
    await nextTurn();
  }
  expect(text).toBe(Array.from({ length: 100 }, (_, i) => `${i},`).join(''));
});

it.each([1, 1000])('ends the work when the reader has gone (room for %i bytes)', async (highWaterMark) => {
  const { state, pieces } = source(1_000_000);
  const closed = new Writable({
    highWaterMark,
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('gone'), { code: 'EPIPE' })),
  });
  closed.on('error', () => {}); // as cli.ts does
  expect(await writeStream(closed, pieces)).toBe(false);
  expect(state.ended).toBe(true);
  expect(state.given).toBeLessThan(10_000);
});

it('passes on what the pieces throw', async () => {
  const broken = (async function* () {
    yield 'a';
    throw new Error('bad data');
  })();
  await expect(writeStream(new Writable({ write: (_c, _e, done) => done() }), broken)).rejects.toThrow(
    'bad data',
  );
});

const folder = temporaryFolder();
afterAll(folder.remove);

it('replaces a file only by force', async () => {
  const path = join(folder.path, 'x.csv');
  await writeFile(path, ['a', 'b']);
  expect(readFileSync(path, 'utf8')).toBe('ab');
  expect(() => checkOutput(path, false)).toThrow(`--output must be a new file, got ${path};`);
  checkOutput(path, true);
});

it('leaves nothing behind when a file cannot be finished, and says why', async () => {
  const path = join(folder.path, 'y.csv');
  const broken = function* () {
    yield 'a';
    throw Object.assign(new Error('full'), { code: 'ENOSPC' });
  };
  await expect(writeFile(path, broken())).rejects.toThrow(`${path} cannot be written: the disk is full.`);
  expect(readdirSync(folder.path).filter((name) => name.startsWith('y'))).toEqual([]);
});
