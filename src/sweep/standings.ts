import { ranked, type Standing } from '../search/ranking.js';
import { Halving } from './halving.js';
import { betterOf } from './metric.js';
import type { SweepPlan } from './plan.js';
import type { Proposer } from './proposer.js';
import { isComplete, type Trial, type TrialResult } from './trial.js';

/** A configuration that was trained to its end. */
interface Ranked extends Omit<Standing, 'trial'> {
  configuration: number;
  /** One for each of its seeds. */
  trials: readonly { trial: Trial; result: TrialResult }[];
}

export interface Standings {
  /** Those that may win, the best first. */
  ranked: readonly Ranked[];
  /** The winner; none where no trial has a finite metric. */
  best: Ranked | undefined;
}

/** The configurations by their metric; of halving, those of the last rung, once it is over. */
export function standingsOf({ metric }: SweepPlan, proposer: Proposer): Standings {
  const { outcomes } = proposer;
  const eligible =
    proposer instanceof Halving
      ? (proposer.finalists ?? [])
      : Array.from({ length: outcomes.configurations }, (_, configuration) => configuration);
  const trained = eligible.flatMap((configuration) => {
    const trials = outcomes.trialsOf(configuration).flatMap((trial) => {
      const result = outcomes.resultOf(trial);
      return result === undefined ? [] : [{ trial, result }];
    });
    const isWhole = trials.length === outcomes.trialsOf(configuration).length;
    return isWhole && trials.every(({ result }) => isComplete(result)) ? [{ configuration, trials }] : [];
  });
  const places = ranked(
    trained.map(({ configuration }) => outcomes.measured(configuration)),
    betterOf(metric),
  );
  const trialsOf = new Map(trained.map(({ configuration, trials }) => [configuration, trials]));
  const all = places.map(({ trial: configuration, mean, spread }) => {
    const trials = trialsOf.get(configuration) ?? [];
    return { configuration, mean, spread, trials };
  });
  const [first] = all;
  return { ranked: all, best: first !== undefined && Number.isFinite(first.mean) ? first : undefined };
}
