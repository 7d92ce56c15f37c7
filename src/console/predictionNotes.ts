import { formatCount, formatNumber, formatPlural, formatR2 } from '../format.js';
import type { PredictionTally } from '../training/predictedRows.js';
import { alignColumns } from './columns.js';

/** What is said on standard error when rows are predicted: what is odd about them, and how good they are if that is known. */
export function predictionNotes({
  rows,
  notFinite,
  hasActual,
  withoutActual,
  sums,
}: PredictionTally): string[] {
  const odd =
    notFinite === 0
      ? []
      : [
          `${formatPlural(notFinite, 'prediction')} of ${formatCount(rows)} overflowed and left the cell empty; look at those rows' features.`,
        ];
  if (!hasActual) return odd;
  const { rmse, mae, r2 } = sums.metrics();
  return [
    ...odd,
    ...alignColumns([
      [
        'rows',
        withoutActual === 0
          ? formatCount(rows)
          : `${formatCount(rows - withoutActual)} of ${formatCount(rows)} have the target`,
      ],
      ['RMSE', formatNumber(rmse)],
      ['MAE', formatNumber(mae)],
      ['R²', formatR2(r2)],
    ]),
  ];
}
