import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { NumpyRandomState } from '../../src/random/numpyRandomState.js';
import { readCsv, run, start } from '../e2e/program.js';
import { expectReadable, timeless } from '../e2e/recovery.js';

/** A small job of a second or two, in a folder where many runs of it are to be killed. */
export interface KillableJob {
  cwd: string;
  args: readonly string[];
}

/** How far runs had come when they were killed. */
export type Reached = 'before config.json' | 'in training' | 'after training';

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Numbers in [0, 1) that are the same in every run of the tests. */
export function seededMoments(seed: number, count: number): number[] {
  const random = new NumpyRandomState(seed);
  return Array.from({ length: count }, () => random.uniform());
}

/** Does the work for each item, two at a time. */
export async function twoAtATime<Item>(
  items: readonly Item[],
  work: (item: Item, i: number) => Promise<void>,
) {
  const left = [...items.entries()];
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next[1], next[0]);
  };
  await Promise.all([worker(), worker()]);
}

/** Runs the job to its end, undisturbed. */
export async function runWhole({ cwd, args }: KillableJob) {
  const started = performance.now();
  const { code, stderr } = await run(cwd, [...args, '--name', 'whole']);
  expect(stderr).not.toContain('error');
  expect(code).toBe(0);
  const folder = join(cwd, 'out', 'whole');
  return {
    facts: timeless(folder),
    epochs: readCsv(folder, 'metrics.csv').length,
    milliseconds: performance.now() - started,
  };
}

export type Whole = Awaited<ReturnType<typeof runWhole>>;

/** Starts the command and sends the signal after that time, counted from when `awaited` is there, if it is named. */
export async function signalAfter(
  cwd: string,
  args: readonly string[],
  { signal, milliseconds, awaited }: { signal: NodeJS.Signals; milliseconds: number; awaited?: string },
) {
  const { child, finished } = start(cwd, args);
  while (awaited !== undefined && child.exitCode === null && !existsSync(awaited)) await wait(2);
  await Promise.race([wait(milliseconds), finished]);
  child.kill(signal);
  return finished;
}

/** Where a run stood when it was killed; checks that what it left can be read. */
export function look(folder: string, whole: Whole): Reached {
  const epochs = expectReadable(folder);
  if (!existsSync(join(folder, 'config.json'))) return 'before config.json';
  return epochs < whole.epochs ? 'in training' : 'after training';
}

/** Goes on with a killed run, or trains anew where there is none yet, until its end; it must equal the undisturbed one. */
export async function expectRecovery({ cwd, args }: KillableJob, name: string, whole: Whole): Promise<void> {
  const folder = join(cwd, 'out', name);
  let ended = name;
  if (existsSync(join(folder, 'config.json'))) {
    const resumed = await run(cwd, ['resume', join('out', name)]);
    expect(resumed.stderr).not.toContain('error');
    expect(resumed.code).toBe(0);
  } else {
    const resumed = await run(cwd, ['resume', join('out', name)]);
    expect(resumed.stderr).toMatch(/^error: The run folder must be one that adam-train made, got /);
    expect(resumed.code).toBe(2);
    ended = existsSync(folder) ? `${name}-anew` : name;
    expect((await run(cwd, [...args, '--name', ended])).code).toBe(0);
  }
  expect(timeless(join(cwd, 'out', ended))).toEqual(whole.facts);
}
