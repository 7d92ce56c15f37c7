import { availableParallelism } from 'node:os';
import { AdamTrainError } from '../../errors.js';
import { failed, type TrialResult, type TrialTask } from '../trial.js';
import type { TrialPool } from './trialPool.js';
import { TrialWorkers } from './trialWorkers.js';

/** The processes of this machine that train a sweep's trials. */
export class WorkerPool implements TrialPool {
  private readonly processes: TrialWorkers;
  private isStopping = false;

  constructor(readonly workers: number) {
    this.processes = new TrialWorkers(workers, coresEach(workers));
  }

  get hasRoom(): boolean {
    return this.processes.hasIdle;
  }

  async train(task: TrialTask): Promise<TrialResult | undefined> {
    const { answer, worker } = await this.processes.train(task);
    if (answer.kind === 'stopped') return undefined;
    if (answer.kind === 'trained') return { ...answer.result, worker };
    if (answer.kind === 'hopeless') throw new AdamTrainError(answer.sentence, answer.exitCode);
    if (this.isStopping && !answer.isForeseen) return undefined; // the signal that ended the sweep ended it, too
    return failed(answer.reason, worker);
  }

  stop(): void {
    this.isStopping = true;
    this.processes.stop();
  }

  close(): void {
    this.processes.close();
  }
}

/** The cores of which each of so many processes may use its share. */
export function coresEach(workers: number): number {
  return Math.max(1, Math.floor(availableParallelism() / workers));
}
