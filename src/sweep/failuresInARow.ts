import type { Trial, TrialResult } from './trial.js';

/** A trial that was proposed, in the order of the proposals, which does not depend on the workers. */
export interface Proposed {
  trial: Trial;
  result?: TrialResult;
}

/** Looks for failures in a row among the trials in their order, as far as all have ended. */
export class FailuresInARow {
  /** The place of the failure that is one too many. */
  last: number | undefined;
  private next = 0;
  private inARow = 0;

  constructor(private readonly most: number) {}

  see(proposed: readonly Proposed[]): void {
    for (; this.last === undefined; this.next++) {
      const result = proposed[this.next]?.result;
      if (result === undefined) return;
      this.inARow = result.status === 'failed' ? this.inARow + 1 : 0;
      if (this.inARow === this.most) this.last = this.next;
    }
  }
}
