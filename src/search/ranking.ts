/** What a trial gave. */
export interface Measured {
  trial: number;
  /** The metric of each of its repeats; NaN for one that diverged or has none. */
  values: readonly number[];
}

/** A trial's place among the others. */
export interface Standing {
  trial: number;
  /** Over the repeats; NaN if one of them has no finite value. */
  mean: number;
  /** The repeats' sample deviation; undefined where there is only one. */
  spread: number | undefined;
}

/** Whether a metric is good when it is low, as a loss is, or high, as R² is. */
export type Better = 'lower' | 'higher';

/** Trials from the best to the worst by their mean; those without a finite one stand last, and equal ones by their numbers. */
export function ranked(trials: readonly Measured[], better: Better = 'lower'): Standing[] {
  const sign = better === 'lower' ? 1 : -1;
  const order = (mean: number) => (Number.isNaN(mean) ? Number.POSITIVE_INFINITY : sign * mean);
  return trials.map(standing).sort((a, b) => {
    const [first, second] = [order(a.mean), order(b.mean)];
    return first < second ? -1 : first > second ? 1 : a.trial - b.trial;
  });
}

function standing({ trial, values }: Measured): Standing {
  if (values.length === 0 || !values.every(Number.isFinite)) {
    return { trial, mean: Number.NaN, spread: undefined };
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length === 1) return { trial, mean, spread: undefined };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { trial, mean, spread: Math.sqrt(squares / (values.length - 1)) };
}
