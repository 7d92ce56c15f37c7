import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { run, temporaryFolder } from '../e2e/program.js';
import { reportedPeak, reportsPeak } from './peakMemory.js';

const folder = temporaryFolder();
afterAll(folder.remove);
const cwd = folder.path;

/** Trains one epoch on a file in batches of 1,024 and gives the process's peak memory, in bytes, and the seconds of loading. */
async function train(file: string) {
  const args = ['train', '--data', file, '--target', 'y', '--batch-size', '1024', '--epochs', '1'];
  const { code, stdout, stderr } = await run(
    cwd,
    [...args, '--backend', 'wasm', '--json', '--quiet'],
    reportsPeak,
  );
  expect(code, stderr).toBe(0);
  const summary = JSON.parse(stdout) as { train_rows: number; stage_seconds: { data: number } };
  return {
    peak: reportedPeak(stderr),
    rows: summary.train_rows,
    seconds: summary.stage_seconds.data,
  };
}

it('trains on a file of a million rows with at most four times their float32 size above a small run', async () => {
  const written = await run(cwd, [
    'data',
    '--samples',
    '1000000',
    '--features',
    '20',
    '--output',
    'large.csv',
  ]);
  expect(written.code, written.stderr).toBe(0);
  const beginning = readFileSync(join(cwd, 'large.csv')).subarray(0, 100_000).toString();
  writeFileSync(join(cwd, 'small.csv'), `${beginning.split('\n').slice(0, 101).join('\n')}\n`);
  const small = await train('small.csv');
  const large = await train('large.csv');
  expect([small.rows, large.rows]).toEqual([80, 800_000]);
  const megabytes = Math.round((large.peak - small.peak) / 1e6);
  process.stdout.write(`1,000,000 x 20 CSV: read in ${large.seconds.toFixed(1)} s, ${megabytes} MB above\n`);
  expect(large.peak - small.peak).toBeLessThan(4 * 1_000_000 * 20 * 4);
});
