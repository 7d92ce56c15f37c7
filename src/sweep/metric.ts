import type { Summary } from '../run/summary.js';
import type { Better } from '../search/ranking.js';

/** What may rank trials, by the names of summary.json; those of cross-validation are its means over the folds. */
const metrics = {
  val_loss: 'lower',
  val_rmse: 'lower',
  val_mae: 'lower',
  val_r2: 'higher',
  test_loss: 'lower',
  test_rmse: 'lower',
  test_mae: 'lower',
  test_r2: 'higher',
  cv_loss: 'lower',
  cv_rmse: 'lower',
  cv_mae: 'lower',
  cv_r2: 'higher',
} as const satisfies Record<string, Better>;

export type MetricName = keyof typeof metrics;
export const metricNames = Object.keys(metrics) as MetricName[];

export function betterOf(metric: MetricName): Better {
  return metrics[metric];
}

/** A trial's figures by these names; null where there is none. */
export type Figures = Partial<Record<MetricName | 'train_loss', number | null>>;

/** The figures that a run's summary has. */
export function figuresOf(summary: Summary): Figures {
  const { folds } = summary;
  const figures: Figures = { train_loss: summary.train_loss };
  for (const name of metricNames) {
    const { [name as keyof Summary]: value } = summary;
    if (typeof value === 'number' || value === null) figures[name] = value;
  }
  if (folds === undefined) return figures;
  return {
    ...figures,
    cv_loss: folds.loss?.mean ?? null,
    cv_rmse: folds.rmse?.mean ?? null,
    cv_mae: folds.mae?.mean ?? null,
    cv_r2: folds.r2?.mean ?? null,
  };
}
