import type { Outcome } from '../search/history.js';
import type { Measured } from '../search/ranking.js';
import { betterOf, type MetricName } from './metric.js';
import { isComplete, type Trial, type TrialResult } from './trial.js';

/** What came of a sweep's trials, by their configurations. */
export class Outcomes {
  private readonly results = new Map<number, TrialResult>();
  private readonly trials: Trial[][] = [];

  /** @param metric ranks them */
  constructor(private readonly metric: MetricName) {}

  /** Counts a trial among its configuration's. */
  add(trial: Trial): void {
    const { configuration } = trial;
    this.trials[configuration] = [...this.trialsOf(configuration), trial];
  }

  /** Of halving a trial has several results, of which the last counts. */
  tell({ number }: Trial, result: TrialResult): void {
    this.results.set(number, result);
  }

  /** How many configurations there are so far. */
  get configurations(): number {
    return this.trials.length;
  }

  resultOf({ number }: Trial): TrialResult | undefined {
    return this.results.get(number);
  }

  trialsOf(configuration: number): readonly Trial[] {
    return this.trials[configuration] ?? [];
  }

  /** Whether every trial of a configuration has ended. */
  hasEnded(configuration: number, repeats: number): boolean {
    const trials = this.trialsOf(configuration);
    return trials.length === repeats && trials.every((trial) => this.resultOf(trial) !== undefined);
  }

  /** The metric of each of a configuration's trials; NaN where there is none. */
  measured(configuration: number): Measured {
    const values = this.trialsOf(configuration).map((trial) => {
      const result = this.resultOf(trial);
      const value = result?.status === 'diverged' ? null : result?.figures[this.metric];
      return value ?? Number.NaN;
    });
    return { trial: configuration, values };
  }

  /** A configuration as a search sees it, for which the smaller is the better; undefined while one of its trials runs. */
  seen(configuration: number, repeats: number): Outcome | undefined {
    if (!this.hasEnded(configuration, repeats)) return undefined;
    const results = this.trialsOf(configuration).flatMap((trial) => this.resultOf(trial) ?? []);
    if (results.some(({ status }) => status === 'failed')) return { state: 'failed' };
    const sign = betterOf(this.metric) === 'lower' ? 1 : -1;
    const { values } = this.measured(configuration);
    const value = (sign * values.reduce((sum, one) => sum + one, 0)) / values.length;
    const pruned = results.filter(({ status }) => status === 'pruned');
    if (pruned.length === 0) return { state: 'complete', value };
    return { state: 'pruned', epoch: Math.min(...pruned.map(({ epochs }) => epochs)), value };
  }

  /** The losses by epoch of a configuration's trials that ended by themselves. */
  completeLosses(configuration: number): (readonly number[])[] {
    return this.trialsOf(configuration).flatMap((trial) => {
      const result = this.resultOf(trial);
      return result !== undefined && isComplete(result) ? [result.losses] : [];
    });
  }
}
