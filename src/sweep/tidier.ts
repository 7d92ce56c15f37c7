import type { RunFolder } from '../run/runFolder.js';
import type { SweepPlan } from './plan.js';
import type { Proposer } from './proposer.js';
import type { SweepRecords } from './records.js';
import { standingsOf } from './standings.js';
import { tidyTrials } from './tidyTrials.js';

const TRIALS_BETWEEN_TIDYINGS = 50;

/** Bounds the disk that a sweep takes while it goes on. */
export class Tidier {
  private readonly tidied = new Set<number>();

  constructor(
    private readonly plan: SweepPlan,
    private readonly folder: RunFolder,
    private readonly proposer: Proposer,
    private readonly records: SweepRecords,
  ) {}

  /** Takes away what --keep does not keep, now and then. Halving goes on from the checkpoints of all. */
  tidy(done: number): void {
    const { plan, folder, proposer, records } = this;
    if (plan.halving || done % TRIALS_BETWEEN_TIDYINGS !== 0) return;
    const keep = plan.keep === 'none' ? 'best' : plan.keep;
    // A configuration of which some trials are yet to come, or failed, may still be the best.
    const whole = records.ended().filter(({ trial }) => {
      const state = proposer.outcomes.seen(trial.configuration, plan.repeats)?.state;
      return (state === 'complete' || state === 'pruned') && !this.tidied.has(trial.number);
    });
    for (const number of tidyTrials(folder, { keep }, whole, standingsOf(plan, proposer)))
      this.tidied.add(number);
  }
}
