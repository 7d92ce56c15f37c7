import { BestLoss } from '../search/medianPruner.js';
import type { TrialTask } from './trial.js';

/** How far a trial is: its losses, and whether it is over by them or by its epochs. */
export class TrialCourse {
  private its: number[] = [];
  private best = new BestLoss();

  constructor(private readonly task: Pick<TrialTask, 'until' | 'ceilings'>) {}

  /** The monitored loss of each epoch so far. */
  get losses(): readonly number[] {
    return this.its;
  }

  /** Begins again where these epochs are behind it. */
  beginAfter(losses: readonly number[]): void {
    this.its = [];
    this.best = new BestLoss();
    for (const loss of losses) this.add(loss);
  }

  /** An epoch ended. */
  add(loss: number): void {
    this.its.push(loss);
    this.best.add(loss);
  }

  /** Whether it is pruned after its latest epoch. */
  get isPruned(): boolean {
    const { ceilings } = this.task;
    return ceilings !== undefined && this.its.length > 0 && this.best.isAbove(ceilings[this.its.length - 1]);
  }

  /** Whether it has as many epochs as are asked for now. */
  get isLongEnough(): boolean {
    return this.its.length >= (this.task.until ?? Number.POSITIVE_INFINITY);
  }

  get isOver(): boolean {
    return this.isLongEnough || this.isPruned;
  }
}
