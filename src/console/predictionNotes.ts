import { describeEmptyEnd } from '../data/csv/rows/emptyEnd.js';
import { formatCount, formatNumber, formatPlural, formatR2, formatText } from '../format.js';
import type { PredictionTally, TargetTally } from '../training/predictedRows.js';
import { alignColumns } from './columns.js';

/** What is said on standard error when rows are predicted: what is odd about them, and how good they are if that is known. */
export function predictionNotes({ rows, notFinite, emptyEnd, targets }: PredictionTally): string[] {
  const odd = [
    ...(emptyEnd > 0
      ? [`The table's ${describeEmptyEnd(emptyEnd)} ${emptyEnd === 1 ? 'is' : 'are'} left out.`]
      : []),
    ...(notFinite > 0
      ? [
          `${formatPlural(notFinite, 'prediction')} of ${formatCount(rows)} overflowed and left the cell empty; look at those rows' features.`,
        ]
      : []),
  ];
  const known = targets.filter(({ hasActual }) => hasActual);
  if (known.length === 0) return odd;
  const lines = known.map((target) => [rowsOf(target, rows), ...figuresOf(target)]);
  const names = known.map(({ name }) => formatText(name));
  const titles = ['rows', 'RMSE', 'MAE', 'R²'];
  if (targets.length > 1)
    return [
      ...odd,
      ...alignColumns([['target', ...titles], ...lines.map((line, i) => [names[i] as string, ...line])]),
    ];
  const [own = []] = lines;
  return [...odd, ...alignColumns(titles.map((title, i) => [title, own[i] as string]))];
}

function rowsOf({ withoutActual }: TargetTally, rows: number): string {
  if (withoutActual === 0) return formatCount(rows);
  return `${formatCount(rows - withoutActual)} of ${formatCount(rows)} have the target`;
}

function figuresOf({ sums }: TargetTally): string[] {
  const { rmse, mae, r2 } = sums.metrics();
  return [formatNumber(rmse), formatNumber(mae), formatR2(r2)];
}
