import type { TrialTask } from '../trial.js';
import type { FromWorker } from './messages.js';
import { TrialWorker } from './worker.js';

/** Processes that train trials side by side; each is started when there is a trial for it. */
export class TrialWorkers {
  private readonly processes: (TrialWorker | undefined)[];
  private readonly idle: number[];

  /**
   * @param count how many train at a time
   * @param cores that each may use
   */
  constructor(
    readonly count: number,
    private readonly cores: number,
  ) {
    this.processes = Array.from({ length: count }, () => undefined);
    this.idle = Array.from({ length: count }, (_, place) => place);
  }

  /** Whether one of them is idle. */
  get hasIdle(): boolean {
    return this.idle.length > 0;
  }

  /**
   * Has an idle one train a trial. What ends its process or was not foreseen ends this one, and the next trial has a new one.
   *
   * @returns `worker`: which it was, from 1
   */
  async train(task: TrialTask): Promise<{ answer: FromWorker; worker: number }> {
    const place = this.idle.shift();
    if (place === undefined) throw new Error('All workers are busy.');
    const answer = await this.aliveAt(place).train(task);
    this.idle.push(place);
    this.idle.sort((a, b) => a - b);
    if (answer.kind === 'failed' && !answer.isForeseen) this.recycle(place);
    return { answer, worker: place + 1 };
  }

  /** Has all trials end after their epochs. */
  stop(): void {
    for (const process of this.processes) process?.stop();
  }

  /** Ends all processes. */
  close(): void {
    for (const process of this.processes) process?.kill();
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
