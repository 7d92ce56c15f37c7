import { afterAll, expect, it } from 'vitest';
import { run, temporaryFolder } from '../e2e/program.js';
import { reportedPeak, reportsPeak } from './peakMemory.js';

const folder = temporaryFolder();
afterAll(folder.remove);

/** Trains two epochs on rows x 20 in batches of 1,024 and gives the process's peak memory, in bytes, and the epoch's time. */
async function train(rows: number) {
  const args = ['--samples', String(rows), '--features', '20', '--batch-size', '1024', '--epochs', '2'];
  const { code, stdout, stderr } = await run(
    folder.path,
    [...args, '--backend', 'wasm', '--json', '--quiet'],
    reportsPeak,
  );
  expect(code).toBe(0);
  const summary = JSON.parse(stdout) as { milliseconds_per_epoch: number };
  return { peak: reportedPeak(stderr), epoch: summary.milliseconds_per_epoch };
}

it('trains on a million rows with at most four times their float32 size above a small run', async () => {
  const small = await train(100);
  const large = await train(1_000_000);
  expect(large.peak - small.peak).toBeLessThan(4 * 1_000_000 * 20 * 4);
  expect(large.epoch).toBeGreaterThan(small.epoch);
});
