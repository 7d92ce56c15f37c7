import type { ColumnData, TargetData } from '../../pageData.js';
import { chartFrame, count, dataTable, element, limitsAround, shown } from '../charts/index.js';
import { cellText, type RowPoint, rowScatter } from './rowScatter.js';

/** How a target is shown. */
interface Shown {
  /** Whether it is the only one. */
  isOne: boolean;
  /** What is known of its rows. */
  columns: readonly ColumnData[];
}

/** Predicted over actual. */
export function showPredictions(section: HTMLElement, target: TargetData, { isOne, columns }: Shown): void {
  if (!isOne) section.append(element('h3', target.name));
  const points = pointsOf(target, ({ actual, predicted }) => ({ x: actual, y: predicted }));
  const ends = limitsAround(points.flatMap(({ x, y }) => [x, y]));
  const line = [
    { x: ends.min, y: ends.min },
    { x: ends.max, y: ends.max },
  ];
  chartFrame(section, { label: `Predicted over actual values of ${target.name}`, shape: 'square' }, () =>
    rowScatter(points, line, columns, {
      x: { title: `Actual, ${target.name}`, ...ends },
      y: { title: `Predicted, ${target.name}`, ...ends },
      lineName: 'Perfect prediction',
    }),
  );
  section.append(table(target, `actual and predicted values of ${target.name}`, columns));
}

/** Actual minus predicted, over predicted. */
export function showResiduals(section: HTMLElement, target: TargetData, { isOne, columns }: Shown): void {
  if (!isOne) section.append(element('h3', target.name));
  const points = pointsOf(target, ({ actual, predicted }) => ({ x: predicted, y: actual - predicted }));
  const across = limitsAround(points.map(({ x }) => x));
  const line = [
    { x: across.min, y: 0 },
    { x: across.max, y: 0 },
  ];
  const up = limitsAround(
    points.map(({ y }) => y),
    0,
  );
  chartFrame(section, { label: `Residuals of ${target.name} over predictions` }, () =>
    rowScatter(points, line, columns, {
      x: { title: `Predicted, ${target.name}`, ...across },
      y: { title: 'Actual − predicted', ...up },
      lineName: 'No error',
    }),
  );
  section.append(table(target, `residuals of ${target.name}`));
}

function pointsOf(
  { rows, actual, predicted }: TargetData,
  place: (row: { actual: number; predicted: number }) => { x: number; y: number },
): RowPoint[] {
  return rows.flatMap((row, i) => {
    const values = { actual: actual[i] ?? Number.NaN, predicted: predicted[i] ?? Number.NaN };
    const { x, y } = place(values);
    return Number.isFinite(x) && Number.isFinite(y) ? [{ x, y, place: i, row, ...values }] : [];
  });
}

function table(
  { rows, actual, predicted }: TargetData,
  caption: string,
  columns: readonly ColumnData[] = [],
): HTMLElement {
  const names = ['Row', 'Actual', 'Predicted', 'Residual', ...columns.map(({ name }) => name)];
  return dataTable(caption, names, () =>
    rows.map((row, i) => {
      const [is, was] = [actual[i], predicted[i]];
      const residual = typeof is === 'number' && typeof was === 'number' ? is - was : null;
      return [
        count(row),
        shown(is),
        shown(was),
        shown(residual),
        ...columns.map(({ cells }) => cellText(cells[i])),
      ];
    }),
  );
}
