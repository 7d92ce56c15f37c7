import type { ColumnData, TargetData } from '../../pageData.js';
import {
  axisOptions,
  type Configuration,
  chartFrame,
  color,
  count,
  dataTable,
  element,
  legendOptions,
  limitsAround,
  linearTick,
  sharedOptions,
  shown,
  titleLines,
  tooltipOptions,
  zoomOptions,
} from '../charts/index.js';

/** A test row as a chart has it; Chart.js leaves what it does not know alone. */
interface RowPoint {
  x: number;
  y: number;
  /** Among those that are shown. */
  place: number;
  row: number;
  actual: number;
  predicted: number;
}

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
    configuration(points, line, columns, {
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
    configuration(points, line, columns, {
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

interface Axis {
  title: string;
  min: number;
  max: number;
}

function configuration(
  points: RowPoint[],
  line: { x: number; y: number }[],
  columns: readonly ColumnData[],
  { x, y, lineName }: { x: Axis; y: Axis; lineName: string },
): Configuration {
  const scale = ({ title, min, max }: Axis, along: 'width' | 'height') => {
    const shared = axisOptions(title);
    // Asked for with each size that the chart takes; Chart.js's types do not say that it may be.
    const text = ({ chart }: { chart: { width: number; height: number } }) => titleLines(title, chart[along]);
    return {
      ...shared,
      title: { ...shared.title, text: text as unknown as string[] },
      type: 'linear' as const,
      min,
      max,
      ticks: { ...shared.ticks, includeBounds: false, callback: linearTick },
    };
  };
  return {
    type: 'scatter',
    data: {
      datasets: [
        {
          type: 'scatter',
          label: 'Test rows',
          data: points,
          pointStyle: 'circle',
          pointRadius: points.length > 1000 ? 3 : 4,
          pointHoverRadius: 7,
          backgroundColor: color('point'),
          borderColor: color('point-edge'),
          borderWidth: 1,
          order: 2,
        },
        {
          type: 'line',
          label: lineName,
          data: line,
          pointStyle: 'line',
          pointRadius: 0,
          pointHitRadius: 0,
          pointHoverRadius: 0,
          borderColor: color('identity'),
          backgroundColor: color('identity'),
          borderWidth: 2,
          borderDash: [8, 5],
          order: 1,
        },
      ],
    },
    options: {
      ...sharedOptions(),
      events: [...sharedOptions().events],
      interaction: { mode: 'nearest', axis: 'xy', intersect: true },
      scales: { x: scale(x, 'width'), y: scale(y, 'height') },
      plugins: {
        legend: legendOptions(),
        tooltip: {
          ...tooltipOptions(),
          filter: ({ datasetIndex }) => datasetIndex === 0,
          callbacks: {
            title: (items) => items.map(({ raw }) => `Row ${count((raw as RowPoint).row)}`).join(', '),
            label: ({ raw }) => {
              const { actual, predicted, place } = raw as RowPoint;
              return [
                ` Actual: ${shown(actual)}`,
                ` Predicted: ${shown(predicted)}`,
                ` Residual: ${shown(actual - predicted)}`,
                ...(columns.length === 0 ? [] : ['']),
                ...columns.map(({ name, cells }) => ` ${short(name)}: ${short(cellText(cells[place]))}`),
              ];
            },
          },
        },
        zoom: zoomOptions(),
      },
    },
  };
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

/** A cell as the data have it, in as many digits. */
function cellText(cell: ColumnData['cells'][number] | undefined): string {
  if (cell === null || cell === undefined) return '–';
  return typeof cell === 'number' && Math.abs(cell) < 1e3 ? shown(cell) : String(cell);
}

const LONGEST = 36;

/** As much of a text as has room beside a point. */
function short(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : text;
}
