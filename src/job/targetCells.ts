import { formatNumber, formatR2, formatText } from '../format.js';
import type { Summary } from '../run/summary.js';

/** A target's figures as a table has them: its name, RMSE, MAE, R², and the R² of a linear fit and of the mean. */
export function targetCells(target: NonNullable<Summary['targets']>[number]): string[] {
  return [
    formatText(target.name),
    formatNumber(target.test_rmse),
    formatNumber(target.test_mae),
    formatR2(target.test_r2),
    formatR2(target.baseline_linear_r2 ?? null),
    formatR2(target.baseline_mean_r2 ?? null),
  ];
}
