import { AdamTrainError } from '../../errors.js';
import type { TrialResult, TrialTask } from '../trial.js';
import type { TrialPool } from './trialPool.js';
import { TrialWorker } from './worker.js';

/** Processes that train trials side by side. */
export class WorkerPool implements TrialPool {
  private readonly processes: (TrialWorker | undefined)[];
  private readonly idle: number[];
  private isStopping = false;

  /**
   * @param workers how many train at a time; each is started when there is a trial for it
   * @param cores that a worker may use
   */
  constructor(
    readonly workers: number,
    private readonly cores: number,
  ) {
    this.processes = Array.from({ length: workers }, () => undefined);
    this.idle = Array.from({ length: workers }, (_, place) => place);
  }

  /** Whether one of them is idle. */
  get hasRoom(): boolean {
    return this.idle.length > 0;
  }

  /**
   * Trains a trial in an idle worker. What ends the process or was not foreseen ends this worker, and the next trial has a new one.
   *
   * @returns undefined if the trial was stopped
   * @throws AdamTrainError at what would be wrong with all trials
   */
  async train(task: TrialTask): Promise<TrialResult | undefined> {
    const place = this.idle.shift();
    if (place === undefined) throw new Error('All workers are busy.');
    const worker = this.aliveAt(place);
    const answer = await worker.train(task);
    this.idle.push(place);
    this.idle.sort((a, b) => a - b);
    if (answer.kind === 'stopped') return undefined;
    if (answer.kind === 'trained') return { ...answer.result, worker: place + 1 };
    if (answer.kind === 'hopeless') throw new AdamTrainError(answer.sentence, answer.exitCode);
    if (!answer.isForeseen) this.recycle(place);
    if (this.isStopping && !answer.isForeseen) return undefined; // the signal that ended the sweep ended it, too
    const { reason } = answer;
    return { status: 'failed', epochs: 0, figures: {}, losses: [], reason, seconds: 0, worker: place + 1 };
  }

  /** Has all trials end after their epochs. */
  stop(): void {
    this.isStopping = true;
    for (const worker of this.processes) worker?.stop();
  }

  /** Ends all processes. */
  close(): void {
    for (const worker of this.processes) worker?.kill();
  }

  private aliveAt(place: number): TrialWorker {
    const { [place]: before } = this.processes;
    if (before?.isAlive) return before;
    const worker = new TrialWorker(this.cores);
    this.processes[place] = worker;
    return worker;
  }

  private recycle(place: number): void {
    this.processes[place]?.kill();
    this.processes[place] = undefined;
  }
}
