import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { RunLock } from '../../src/run/runLock.js';
import { runTrial } from '../../src/sweep/runTrial.js';
import { trialFolderName } from '../../src/sweep/trial.js';
import { trainConfig } from '../trainConfigs.js';

const out = mkdtempSync(join(tmpdir(), 'adam-train-'));
afterAll(() => rmSync(out, { recursive: true }));

const task = (number: number) => {
  const name = trialFolderName(number);
  const config = trainConfig({ samples: 40, features: 2, hidden: [3], epochs: 4, backend: 'cpu', out, name });
  return { number, config: { ...config, output: { ...config.output, force: true } }, dataSha256: '' };
};
const guard = () => () => {};
const never = () => false;

it('waits for the worker of a sweep that was killed, which has the folder until its epoch is over', async () => {
  const whole = await runTrial(task(1), never, guard);
  await runTrial({ ...task(2), until: 2 }, never, guard);
  const other = RunLock.take(join(out, trialFolderName(2)));
  let isOver = false;
  const trained = runTrial(task(2), never, guard).finally(() => {
    isOver = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(isOver).toBe(false);
  other.release();
  const again = await trained;
  expect({ ...again, seconds: 0 }).toEqual({ ...whole, seconds: 0 });
});

it('does not wait on where its sweep is stopped meanwhile', async () => {
  await runTrial({ ...task(3), until: 2 }, never, guard);
  const other = RunLock.take(join(out, trialFolderName(3)));
  expect(await runTrial(task(3), () => true, guard)).toBeUndefined();
  other.release();
});

it('is trained anew where it went on beyond the epoch that it is pruned after now', async () => {
  const ceilings = [Number.POSITIVE_INFINITY, 0, 0, 0];
  const pruned = await runTrial({ ...task(4), ceilings }, never, guard);
  expect(pruned).toMatchObject({ status: 'pruned', epochs: 2 });
  await runTrial(task(5), never, guard);
  const again = await runTrial({ ...task(5), ceilings }, never, guard);
  expect({ ...again, seconds: 0 }).toEqual({ ...pruned, seconds: 0 });
});
