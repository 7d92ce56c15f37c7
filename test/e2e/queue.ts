import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type ServerOptions, startRedis } from '../redis/server.js';
import { type Finished, run, start, temporaryFolder } from './program.js';

/** A command that runs, and what it has said so far. */
export interface Watched {
  pid: number;
  finished: Promise<Finished>;
  /** On standard error. */
  said: () => string;
  /** Resolves once it has said something; rejects if it ends before. */
  says: (pattern: RegExp) => Promise<void>;
  kill: (signal: NodeJS.Signals) => void;
}

/** A small sweep but for what varies. */
export const tiny = [
  'sweep',
  '--samples',
  '60',
  '--features',
  '3',
  '--hidden',
  '4',
  '--epochs',
  '20',
  '--val-size',
  '0.2',
];

/** Milliseconds after which, in tests, a worker that is not heard of has lost its trials. */
const LOCK = 2000;

/** So long something may take on the slowest machine. */
const LATE = 120_000;

/** Starts the built command in a folder, which is that of its temporary files too: what is killed leaves some. */
export function watch(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Watched {
  let text = '';
  let hear = () => {};
  const { child, finished } = start(
    cwd,
    args,
    { env: { ...process.env, TMPDIR: cwd, ADAM_TRAIN_QUEUE_LOCK: String(LOCK), ...env } },
    (all) => {
      text = all;
      hear();
    },
  );
  return {
    pid: child.pid as number,
    finished,
    said: () => text,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`It has not said ${pattern}: ${text}`)), LATE);
        const before = hear;
        hear = () => {
          before();
          if (!pattern.test(text)) return;
          clearTimeout(late);
          resolve();
        };
        hear();
        finished.then(
          ({ code }) => reject(new Error(`It ended with ${code} before it said ${pattern}: ${text}`)),
          reject,
        );
      }),
    kill: (signal) => child.kill(signal),
  };
}

/** Starts a worker with one process, and waits until it takes trials. */
export async function startWorker(
  cwd: string,
  url: string,
  { args = [], env }: { args?: readonly string[]; env?: NodeJS.ProcessEnv } = {},
): Promise<Watched> {
  const worker = watch(cwd, ['worker', '--workers', '1', ...args], { ADAM_TRAIN_QUEUE: url, ...env });
  await worker.says(/Takes trials from the queue/);
  return worker;
}

/** Ends a worker in order. */
export async function endWorker(worker: Watched): Promise<Finished> {
  worker.kill('SIGTERM');
  return worker.finished;
}

/** Waits until something is so, however slow the machine is. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + LATE;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`It took too long until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The text of a sweep's table without the seconds and the worker, which stand last. */
export function tableOf(cwd: string, name: string): string {
  return readFileSync(join(cwd, 'out', name, 'sweep.csv'), 'utf8').replace(/,[^,\n]*,[^,\n]*$/gm, '');
}

/** A server of a test's own, with folders for the sweep and for workers; all ends with the test. */
export async function setScene(options: ServerOptions = {}) {
  const { path: cwd, remove } = temporaryFolder();
  const elsewhere = join(cwd, 'elsewhere');
  mkdirSync(elsewhere);
  const server = await startRedis(options);
  const started: Watched[] = [];
  onTestFinished(async () => {
    for (const { kill } of started) kill('SIGKILL');
    await Promise.all(started.map(({ finished }) => finished));
    await server.remove();
    remove();
  });
  const keep = (watched: Watched) => {
    started.push(watched);
    return watched;
  };
  return {
    cwd,
    elsewhere,
    server,
    /** Sweeps through the queue. */
    sweep: (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
      keep(watch(cwd, args, { ADAM_TRAIN_QUEUE: server.url(), ...env })),
    /** Starts a worker with one process. */
    work: async (env: NodeJS.ProcessEnv = {}) => keep(await startWorker(elsewhere, server.url(), { env })),
    /** What the same sweep gives here. */
    here: async (args: readonly string[]) => {
      await run(cwd, [...args, '--name', 'here', '--quiet']);
      return tableOf(cwd, 'here');
    },
  };
}
