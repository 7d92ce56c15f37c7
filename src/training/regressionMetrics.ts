/** How well predictions meet the actual values, in the target's units; null where there is nothing to say. */
export interface RegressionMetrics {
  rmse: number | null;
  mae: number | null;
  /** 1 − Σ(actual − predicted)² / Σ(actual − mean)²; null for fewer than two rows or a constant target. */
  r2: number | null;
}

/**
 * Root mean squared error, mean absolute error and coefficient of determination.
 *
 * @param actual [rows]
 * @param predicted [rows]
 * @see scikit-learn's `mean_squared_error`, `mean_absolute_error` and `r2_score`
 */
export function regressionMetrics(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
): RegressionMetrics {
  const rows = actual.length;
  let sum = 0;
  let squared = 0;
  let absolute = 0;
  for (let i = 0; i < rows; i++) {
    const residual = at(actual, i) - at(predicted, i);
    sum += at(actual, i);
    squared += residual * residual;
    absolute += Math.abs(residual);
  }
  const mean = sum / rows;
  let total = 0;
  for (let i = 0; i < rows; i++) total += (at(actual, i) - mean) ** 2;
  return {
    rmse: finite(Math.sqrt(squared / rows)),
    mae: finite(absolute / rows),
    r2: rows < 2 || total === 0 ? null : finite(1 - squared / total),
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] as number;
}
