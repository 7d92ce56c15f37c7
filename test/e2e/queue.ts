import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finished, start } from './program.js';

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

/** Milliseconds after which, in tests, a worker that is not heard of has lost its trials. */
const LOCK = 2000;

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
        const before = hear;
        hear = () => {
          before();
          if (pattern.test(text)) resolve();
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

/** The text of a sweep's table without the seconds and the worker, which stand last. */
export function tableOf(cwd: string, name: string): string {
  return readFileSync(join(cwd, 'out', name, 'sweep.csv'), 'utf8').replace(/,[^,\n]*,[^,\n]*$/gm, '');
}
