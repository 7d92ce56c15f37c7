import { Grid } from '../search/grid.js';
import type { Outcome } from '../search/history.js';
import { Ceilings } from '../search/medianPruner.js';
import { Sampler, seenBy } from '../search/sampler.js';
import type { Values } from '../search/space.js';
import { Outcomes } from './outcomes.js';
import type { SweepPlan } from './plan.js';
import type { Trial, TrialResult } from './trial.js';

/** A trial to train, and how far. */
export interface Proposal {
  trial: Trial;
  until?: number | undefined;
  ceilings?: readonly number[] | undefined;
}

/** What says which trials are trained, one after another; asked again with the same results, it says the same. */
export interface Proposer {
  readonly outcomes: Outcomes;
  /** How many trainings there are in all, as far as that is known. */
  readonly total: number;
  /** The next; undefined where results are awaited first, or all are out. */
  next(): Proposal | undefined;
  tell(trial: Trial, result: TrialResult): void;
}

/** How many configurations may be on their way at a time: any number, where none depends on what came of another. */
export function lookaheadOf({ search, prune, lookahead }: SweepPlan): number {
  return search === 'tpe' || prune !== undefined ? lookahead : Number.MAX_SAFE_INTEGER;
}

/** Where configurations come from. */
interface Source {
  readonly size: number;
  /** The configuration of that place; undefined if there is none. */
  at(index: number): Values | undefined;
}

/** Trials of a grid, or drawn ones, each configuration with as many seeds as there are repeats. */
export class Proposals implements Proposer {
  readonly outcomes: Outcomes;
  private readonly source: Source;
  private waiting: Trial[] = [];
  private isUsedUp = false;
  /** So many configurations from the first on have ended. */
  private ended = 0;
  private readonly ceilings = new Ceilings();
  /** How many configurations the ceilings are of. */
  private pruningBy = 0;

  /** @param lookahead how many configurations may be on their way at a time; the plan's, if absent */
  constructor(
    private readonly plan: SweepPlan,
    private readonly lookahead = lookaheadOf(plan),
  ) {
    this.outcomes = new Outcomes(plan.metric);
    this.source = plan.search === undefined ? gridSource(plan) : this.searchSource(plan.search);
  }

  get total(): number {
    return this.source.size * this.plan.repeats;
  }

  next(): Proposal | undefined {
    if (this.waiting.length === 0 && !this.propose()) return undefined;
    const trial = this.waiting.shift() as Trial;
    this.outcomes.add(trial);
    return { trial, ceilings: this.ceilingsFor(trial) };
  }

  tell(trial: Trial, result: TrialResult): void {
    this.outcomes.tell(trial, result);
  }

  /** Makes the trials of the next configuration, if it may be asked for. */
  private propose(): boolean {
    const { plan, source } = this;
    const configuration = this.outcomes.configurations;
    if (this.isUsedUp || configuration >= source.size || !this.mayAsk(configuration)) return false;
    const values = source.at(configuration);
    this.isUsedUp = values === undefined;
    if (values === undefined) return false;
    const first = seedOf(plan, values);
    this.waiting = Array.from({ length: plan.repeats }, (_, repeat) => ({
      number: configuration * plan.repeats + repeat + 1,
      configuration,
      values,
      seed: first + repeat,
    }));
    return true;
  }

  /** Whether the trials that it depends on have ended. */
  private mayAsk(configuration: number): boolean {
    const { plan, outcomes } = this;
    const needed = seenBy(configuration, this.lookahead);
    while (this.ended < needed && outcomes.hasEnded(this.ended, plan.repeats)) this.ended++;
    return this.ended >= needed;
  }

  private ceilingsFor({ configuration }: Trial): number[] | undefined {
    if (this.plan.prune === undefined) return undefined;
    const seen = seenBy(configuration, this.lookahead);
    for (; this.pruningBy < seen; this.pruningBy++) {
      for (const losses of this.outcomes.completeLosses(this.pruningBy)) this.ceilings.add(losses);
    }
    return this.ceilings.medians;
  }

  private searchSource(search: NonNullable<SweepPlan['search']>): Source {
    const { space, searchSeed, trials = 0, repeats } = this.plan;
    const sampler = new Sampler(space, search, searchSeed, this.lookahead);
    const seen: (Outcome | undefined)[] = []; // what has ended stays as it is
    return {
      size: trials,
      at: () => {
        while (seen.length < sampler.needed) seen.push(this.outcomes.seen(seen.length, repeats));
        return sampler.ask(seen)?.values;
      },
    };
  }
}

function gridSource({ space }: SweepPlan): Source {
  const grid = new Grid(space);
  return { size: grid.size, at: (index) => grid.at(index) };
}

function seedOf({ common }: SweepPlan, { seed = common.seed }: Values): number {
  return seed as number;
}
