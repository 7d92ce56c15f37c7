import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readJson, run, temporaryFolder } from '../e2e/program.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

const job = ['--samples', '700', '--hidden', '96,80', '--batch-size', '300', '--epochs', '4', '--ema', '0.5'];

function numbersOf(name: string): string[] {
  const read = (file: string) => readFileSync(join(cwd, 'out', name, file), 'utf8');
  const metrics = read('metrics.csv').trimEnd().split('\n');
  // But for the seconds, which stand last.
  return [...metrics.map((line) => line.slice(0, line.lastIndexOf(','))), read('predictions.csv')];
}

it('gives the same numbers with one thread, two and three, and says with how many', async () => {
  for (const threads of [1, 2, 3]) {
    const name = `of-${threads}`;
    const { code, stderr } = await run(cwd, [...job, '--threads', String(threads), '--name', name]);
    expect(code).toBe(0);
    expect(stderr).toContain(`\nengine    wasm, ${threads} thread${threads === 1 ? '' : 's'} (auto: `);
    expect(numbersOf(name)).toEqual(numbersOf('of-1'));
    const config = readJson(join(cwd, 'out', name, 'config.json'));
    expect(config).toMatchObject({ threads, environment: { fma: expect.any(Boolean) } });
  }
});

it('goes on with another number of threads, and takes one where a step is small', async () => {
  await run(cwd, [...job, '--name', 'whole', '--epochs', '6']);
  const { code, stderr } = await run(cwd, ['resume', join('out', 'of-3'), '--epochs', '6', '--threads', '1']);
  expect(code).toBe(0);
  expect(stderr).toContain('engine    wasm, 1 thread\n');
  expect(numbersOf('of-3')).toEqual(numbersOf('whole'));
  const small = await run(cwd, ['--samples', '60', '--hidden', '4', '--epochs', '2']);
  expect(small.stderr).toContain('engine    wasm, 1 thread (auto: ');
});
