import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { coresVariable } from '../../engine/settings.js';
import { oneLine, shortened } from '../../text.js';
import type { TrialTask } from '../trial.js';
import { type FromWorker, type ToWorker, workerCommand } from './messages.js';

/** How much of what a process said last is told of its end. */
const MOST_SAID = 2000;
const LONGEST_REASON = 300;

/** A process that trains one trial after another. */
export class TrialWorker {
  private readonly child: ChildProcess;
  private said = '';
  private isOver = false;
  private answer: ((message: FromWorker) => void) | undefined;

  /** @param cores how many it may use */
  constructor(cores: number) {
    this.child = fork(fileURLToPath(new URL('./cli.js', import.meta.url)), [workerCommand], {
      serialization: 'advanced', // losses may be NaN, which JSON lacks
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, [coresVariable]: String(cores) },
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.said = (this.said + text).slice(-MOST_SAID);
    });
    this.child.on('message', (message) => this.reply(message as FromWorker));
    this.child.on('error', (error) => this.end(`Its process cannot be run: ${oneLine(error.message)}.`));
    this.child.on('close', (code, signal) => this.end(howEnded(signal ?? `exit code ${code}`, this.said)));
  }

  /** Whether it takes another task. */
  get isAlive(): boolean {
    return !this.isOver;
  }

  /** Trains a trial; the process must be idle. */
  train(task: TrialTask): Promise<FromWorker> {
    this.said = '';
    return new Promise((resolve) => {
      this.answer = resolve;
      this.send({ kind: 'train', task });
    });
  }

  /** Has its trial end after the epoch. */
  stop(): void {
    if (this.answer !== undefined) this.send({ kind: 'stop' });
  }

  /** Ends the process at once. */
  kill(): void {
    this.isOver = true;
    this.child.kill('SIGKILL');
  }

  private send(message: ToWorker): void {
    this.child.send(message, () => {}); // a process that is gone is told of by its close
  }

  private reply(message: FromWorker): void {
    const { answer } = this;
    this.answer = undefined;
    answer?.(message);
  }

  private end(reason: string): void {
    this.isOver = true;
    this.reply({ kind: 'failed', reason: shortened(reason, LONGEST_REASON), isForeseen: false });
  }
}

const LESS = 'use smaller batches, a smaller model, fewer rows or fewer workers';

/** Why a process is gone, by how it ended and what it said last. */
function howEnded(by: string, said: string): string {
  // V8 says it before a stack that helps nobody.
  if (/heap out of memory|bad_alloc/.test(said)) return `Its process ran out of memory; ${LESS}.`;
  if (by === 'SIGKILL')
    return `Its process was ended by SIGKILL, as the system does where memory is used up; ${LESS}.`;
  const last = said.trim().split('\n').at(-1) ?? '';
  return `Its process was ended by ${by}${last === '' ? '' : `, having said: ${oneLine(last)}`}.`;
}
