import { columnOf, type Matrix } from '../data/matrix.js';
import { type RegressionMetrics, regressionMetrics } from './regressionMetrics.js';

/**
 * How well predictions meet the actual values, in each target's own units.
 *
 * @param actual [rows, targets]
 * @param predicted [rows, targets]
 * @returns [targets]
 */
export function targetMetrics(actual: Matrix, predicted: Matrix): RegressionMetrics[] {
  return Array.from({ length: actual.columns }, (_, target) =>
    regressionMetrics(columnOf(actual, target), columnOf(predicted, target)),
  );
}

/**
 * The means over the targets, each of which counts alike, of the RMSE that of the squares; null where a target has none.
 *
 * @see scikit-learn's `multioutput='uniform_average'` of mean_squared_error, mean_absolute_error and r2_score
 */
export function meanMetrics(metrics: readonly RegressionMetrics[]): RegressionMetrics {
  const [first] = metrics;
  if (first !== undefined && metrics.length === 1) return first;
  const mean = (of: (one: RegressionMetrics) => number | null) => meanFigure(metrics.map(of));
  const square = mean(({ rmse }) => rmse && rmse ** 2);
  return { rmse: square && Math.sqrt(square), mae: mean(({ mae }) => mae), r2: mean(({ r2 }) => r2) };
}

/** The mean of a figure over the targets; null where a target has none. */
export function meanFigure(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return sum / values.length;
}
