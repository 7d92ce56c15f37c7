import { goOn, halvingEpochs, halvingPlan, type Rung } from '../search/halving.js';
import { betterOf } from './metric.js';
import type { Outcomes } from './outcomes.js';
import type { SweepPlan } from './plan.js';
import { type Proposal, Proposals, type Proposer } from './proposer.js';
import type { Trial, TrialResult } from './trial.js';

/** Successive halving: all trials up to the first rung, the best third of them up to the next, and so on. */
export class Halving implements Proposer {
  readonly outcomes: Outcomes;
  readonly total: number;
  private readonly rungs: readonly Rung[];
  private rung = 0;
  /** What is yet to be trained up to this rung. */
  private waiting: Trial[];
  /** The configurations of this rung. */
  private configurations: number[];
  private running = 0;

  constructor(private readonly plan: SweepPlan) {
    // Where no trial learns from another, all of them can be drawn before the first one ends.
    const all = new Proposals(plan, Number.MAX_SAFE_INTEGER);
    this.outcomes = all.outcomes;
    this.waiting = [];
    for (let one = all.next(); one !== undefined; one = all.next()) this.waiting.push(one.trial);
    this.configurations = Array.from({ length: this.outcomes.configurations }, (_, i) => i);
    this.rungs = halvingPlan(this.configurations.length, plan.common.training.epochs);
    this.total = plan.repeats * this.rungs.reduce((sum, { trials }) => sum + trials, 0);
  }

  next(): Proposal | undefined {
    // Where all that is left of a rung ended early there is nothing to train up to the next.
    while (this.waiting.length === 0 && this.running === 0 && this.rung < this.rungs.length - 1) this.climb();
    const trial = this.waiting.shift();
    if (trial === undefined) return undefined;
    this.running++;
    return { trial, until: this.rungs[this.rung]?.epochs };
  }

  tell(trial: Trial, result: TrialResult): void {
    this.running--;
    this.outcomes.tell(trial, result);
  }

  /** How many epochs all trials take together. */
  get epochs(): number {
    return this.plan.repeats * halvingEpochs(this.rungs);
  }

  /** The configurations that reached the last rung; undefined before it is over. */
  get finalists(): readonly number[] | undefined {
    const isOver = this.rung === this.rungs.length - 1 && this.waiting.length === 0 && this.running === 0;
    return isOver ? this.configurations : undefined;
  }

  private climb(): void {
    const rung = this.configurations.map((one) => this.outcomes.measured(one));
    this.configurations = goOn(rung, betterOf(this.plan.metric));
    this.rung++;
    this.waiting = this.configurations.flatMap((one) =>
      this.outcomes.trialsOf(one).filter((trial) => {
        // Diverged and failed ones rank last, and where they are among the best nothing of them is left to train.
        const status = this.outcomes.resultOf(trial)?.status;
        return status === 'stopped';
      }),
    );
  }
}
