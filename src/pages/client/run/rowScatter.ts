import { shortened } from '../../../text.js';
import type { ColumnData } from '../../pageData.js';
import {
  axisOptions,
  type Configuration,
  color,
  count,
  fittedTitle,
  legendOptions,
  linearTick,
  sharedOptions,
  shown,
  tooltipOptions,
  zoomOptions,
} from '../charts/index.js';

/** A test row as a chart has it; Chart.js leaves what it does not know alone. */
export interface RowPoint {
  x: number;
  y: number;
  /** Among those that are shown. */
  place: number;
  row: number;
  actual: number;
  predicted: number;
}

/** The characters of a text that have room beside a point. */
const LONGEST = 36;
const short = (text: string) => shortened(text, LONGEST);

interface Axis {
  title: string;
  min: number;
  max: number;
}

/** Test rows as points, over a line that they are to lie on; a point says what its row has in its columns. */
export function rowScatter(
  points: RowPoint[],
  line: { x: number; y: number }[],
  columns: readonly ColumnData[],
  { x, y, lineName }: { x: Axis; y: Axis; lineName: string },
): Configuration {
  const scale = ({ title, min, max }: Axis, along: 'width' | 'height') => {
    const shared = axisOptions(title);
    return {
      ...shared,
      title: { ...shared.title, text: fittedTitle(title, along) },
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

/** A cell as the data have it, in as many digits. */
export function cellText(cell: ColumnData['cells'][number] | undefined): string {
  if (cell === null || cell === undefined) return '–';
  return typeof cell === 'number' && Math.abs(cell) < 1e3 ? shown(cell) : String(cell);
}
