import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { coresVariable } from '../../engine/settings.js';
import { shortened } from '../../text.js';
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
    this.child.on('error', (error) => this.end(error.message));
    this.child.on('close', (code, signal) => this.end(`ended by ${signal ?? `exit code ${code}`}`));
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

  private end(how: string): void {
    this.isOver = true;
    const last = this.said.trim().split('\n').at(-1) ?? '';
    const words = last === '' ? '' : `, having said: ${last}`;
    this.reply({
      kind: 'failed',
      reason: shortened(`Its process was ${how}${words}.`, LONGEST_REASON),
      isForeseen: false,
    });
  }
}
