import { checkArgument } from '../settings/arguments.js';

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
 * @param actual what was to be predicted: [rows]
 * @param predicted [rows]
 * @throws UsageError if they are no lists of numbers, or not as long as each other
 * @see scikit-learn's `mean_squared_error`, `mean_absolute_error` and `r2_score`
 */
export function regressionMetrics(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
): RegressionMetrics {
  checkArgument('actual', actual, { words: 'a list of numbers, at least one', holds: isListOfNumbers });
  checkArgument('predicted', predicted, {
    words: `a list of as many numbers as actual, ${actual.length}`,
    holds: (value) => isListOfNumbers(value) && value.length === actual.length,
  });
  const sums = new RegressionSums();
  sums.add(actual, predicted);
  return sums.metrics();
}

/**
 * The same of rows that come in pieces, none of which is kept.
 *
 * @see Chan, Golub & LeVeque (1979), "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances"
 */
export class RegressionSums {
  private rows = 0;
  private squared = 0;
  private absolute = 0;
  /** The first actual value: what is left after it is subtracted sums up without loss, and to 0 for a constant target. */
  private shift = 0;
  /** Of actual − shift. */
  private mean = 0;
  /** Σ(actual − mean)² */
  private total = 0;

  /**
   * @param actual [rows]
   * @param predicted [rows]
   */
  add(actual: ArrayLike<number>, predicted: ArrayLike<number>): void {
    const rows = actual.length;
    if (rows === 0) return;
    if (this.rows === 0) this.shift = at(actual, 0);
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      const residual = at(actual, i) - at(predicted, i);
      sum += at(actual, i) - this.shift;
      this.squared += residual * residual;
      this.absolute += Math.abs(residual);
    }
    const mean = sum / rows;
    let total = 0;
    for (let i = 0; i < rows; i++) total += (at(actual, i) - this.shift - mean) ** 2;
    const together = this.rows + rows;
    const difference = mean - this.mean;
    this.total += total + difference ** 2 * ((this.rows * rows) / together);
    this.mean += difference * (rows / together);
    this.rows = together;
  }

  metrics(): RegressionMetrics {
    const { rows, squared, absolute, total } = this;
    return {
      rmse: finite(Math.sqrt(squared / rows)),
      mae: finite(absolute / rows),
      r2: rows < 2 || total === 0 ? null : finite(1 - squared / total),
    };
  }
}

/** NaN and infinities are among the numbers: what a training that went wrong predicts. */
function isListOfNumbers(value: unknown): value is ArrayLike<number> {
  if (ArrayBuffer.isView(value)) return !(value instanceof DataView) && (value as Float64Array).length > 0;
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'number');
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] as number;
}
