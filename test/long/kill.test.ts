import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeNative } from '../e2e/nativeEngine.js';
import { readCsv, readJson, temporaryFolder } from '../e2e/program.js';
import {
  expectRecovery,
  type KillableJob,
  look,
  type Reached,
  runWhole,
  seededMoments,
  signalAfter,
  twoAtATime,
} from './killing.js';

const folders: (() => void)[] = [];
afterAll(() => {
  for (const remove of folders) remove();
});

const small = ['--samples', '200', '--features', '4', '--hidden', '8'];
const plain = [...small, '--epochs', '80', '--checkpoint-every', '1', '--backend', 'wasm'];
const patient = [...small, '--noise', '50', '--lr', '0.1', '--val-size', '0.2', '--batch-size', '16'].concat([
  '--epochs',
  '200',
  '--patience',
  '40',
  '--checkpoint-every',
  '2',
  '--backend',
  'wasm',
]);
// TensorFlow takes a second to load, and an epoch some milliseconds.
const native = [...small, '--epochs', '200', '--batch-size', '32', '--checkpoint-every', '1'].concat([
  '--backend',
  'tensorflow',
]);

function jobOf(args: readonly string[]): KillableJob {
  const { path, remove } = temporaryFolder();
  folders.push(remove);
  return { cwd: path, args };
}

/**
 * Kills so many runs, every third one at any moment of the process and the others at any moment after config.json is there,
 * and each second one again while it goes on; then lets each come to its end. Gives how far they had come.
 */
async function killAndRecover(job: KillableJob, count: number, seed: number): Promise<Reached[]> {
  const whole = await runWhole(job);
  const again = seededMoments(seed + 1, count);
  const reached: Reached[] = [];
  await twoAtATime(seededMoments(seed, count), async (moment, i) => {
    const name = `killed-${i}`;
    const folder = join(job.cwd, 'out', name);
    const kill = (args: readonly string[], share: number, awaited?: string) =>
      signalAfter(job.cwd, args, {
        signal: 'SIGKILL',
        milliseconds: share * whole.milliseconds,
        ...(awaited !== undefined && { awaited }),
      });
    if (i % 3 === 0) await kill([...job.args, '--name', name], moment);
    else await kill([...job.args, '--name', name], 0.8 * moment, join(folder, 'config.json'));
    reached.push(look(folder, whole));
    if (i % 2 === 0 && existsSync(join(folder, 'config.json'))) {
      await kill(['resume', join('out', name)], again[i] as number);
      look(folder, whole);
      await kill(['resume', join('out', name)], 1 - (again[i] as number));
      look(folder, whole);
    }
    await expectRecovery(job, name, whole);
  });
  return reached;
}

const count = (reached: readonly Reached[], what: Reached) => reached.filter((each) => each === what).length;

describe('runs killed at random moments end as the one that was not', () => {
  it('with the full batch', async () => {
    const reached = await killAndRecover(jobOf(plain), 30, 1);
    expect(count(reached, 'in training')).toBeGreaterThan(8);
    expect(count(reached, 'before config.json')).toBeGreaterThan(0);
  });

  it('with mini-batches and a patience', async () => {
    const job = jobOf(patient);
    const reached = await killAndRecover(job, 20, 3);
    expect(count(reached, 'in training')).toBeGreaterThan(5);
    expect(readJson(job.cwd, 'out', 'whole', 'summary.json')['status']).toBe('early-stopped');
  });
});

describeNative('runs on TensorFlow that are killed at random moments', () => {
  it('end as the one that was not', async () => {
    const reached = await killAndRecover(jobOf(native), 10, 5);
    expect(count(reached, 'in training')).toBeGreaterThan(2);
  });
});

it('a run interrupted at a random moment ends in order, and goes on to what it would have been', async () => {
  const job = jobOf(patient);
  const whole = await runWhole(job);
  await twoAtATime(seededMoments(7, 10), async (moment, i) => {
    const name = `interrupted-${i}`;
    const folder = join(job.cwd, 'out', name);
    const { code } = await signalAfter(job.cwd, [...job.args, '--name', name], {
      signal: 'SIGINT',
      milliseconds: moment * whole.milliseconds * (i % 2 === 0 ? 1 : 0.7),
      ...(i % 2 !== 0 && { awaited: join(folder, 'config.json') }),
    });
    // Null: Node itself had not started yet.
    expect([130, 0, null]).toContain(code);
    expect(existsSync(join(folder, 'lock'))).toBe(false);
    if (!existsSync(join(folder, 'config.json'))) expect(existsSync(folder)).toBe(false);
    else if (existsSync(join(folder, 'summary.json'))) {
      expect(readCsv(folder, 'metrics.csv')).toHaveLength(
        readJson(folder, 'summary.json')['epochs'] as number,
      );
    }
    await expectRecovery(job, name, whole);
  });
});
