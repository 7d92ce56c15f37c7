import type { ChartConfiguration, Plugin } from 'chart.js';
import { formatCount, formatPlural, formatR2 } from '../format.js';
import type { ColumnImportance } from '../training/permutationImportance.js';
import { axis, linearAxis } from './parts/axes.js';
import { columnName } from './parts/columnNames.js';
import { limitsAround } from './parts/limits.js';
import { subtitle } from './parts/subtitle.js';
import { baseOptions, colors, textScale } from './parts/theme.js';
import { renderPng } from './png/renderPng.js';
import type { ChartSize } from './png/size.js';

/** What a run's columns are worth to its model, and what that was measured on. */
export interface ShownImportance {
  /** The most important first. */
  columns: readonly ColumnImportance[];
  /** Of the rows as they are. */
  r2: number;
  rows: number;
  seed: number;
}

/** The file of a run's folder that the picture is in. */
export const importanceChartName = 'importance.png';

const WIDTH = 900;
/** What stands above and below the bars. */
const AROUND = 190;
const BAR = 23;
/** A column that stands alone has no wide bar for that. */
const WIDEST_BAR = 44;
const LEAST_BAR = 15;
const MOST_BARS = 60;
const LEAST_HEIGHT = 320;
/** Of the picture's width, for the names. */
const NAMES = 0.36;
const CHARACTER_WIDTH = 7.4;

/** A bar for each column as a PNG's bytes: in the size that the bars need, unless another is given. */
export function drawImportance(
  importance: ShownImportance,
  settings: readonly string[],
  size = usualSize(importance),
): Promise<Buffer> {
  return renderPng(importanceConfiguration(importance, settings, size), size);
}

function usualSize({ columns }: ShownImportance): ChartSize {
  const bars = Math.min(MOST_BARS, columns.length);
  return { width: WIDTH, height: Math.max(LEAST_HEIGHT, AROUND + BAR * bars) };
}

/**
 * The loss of R² by each column's shuffling as bars, with a line from one deviation below to one above.
 *
 * @param settings the run's main settings as short phrases, for the subtitle
 */
export function importanceConfiguration(
  { columns, r2, rows, seed }: ShownImportance,
  settings: readonly string[],
  size: ChartSize,
): ChartConfiguration<'bar', number[], string> {
  const scale = Math.min(1.2, textScale(size, { width: WIDTH, height: AROUND + BAR * 10 }));
  const room = Math.floor((size.height - AROUND * scale) / (LEAST_BAR * scale));
  const drawn = columns.slice(0, Math.max(1, Math.min(MOST_BARS, room)));
  const longest = Math.floor((NAMES * size.width) / (CHARACTER_WIDTH * scale));
  const names = drawn.map(({ name }) => columnName(name, longest));
  const repeats = columns[0]?.repeats.length ?? 0;
  const figures = [
    ...settings,
    `R² ${formatR2(r2)} on ${formatCount(rows)} test rows`,
    `${formatPlural(repeats, 'shuffle')} of each column, seed ${seed}`,
    'lines: ± standard deviation',
    ...(drawn.length < columns.length
      ? [`the ${formatCount(drawn.length)} most important of ${formatPlural(columns.length, 'column')}`]
      : []),
  ];
  const ends = drawn.flatMap(({ mean, deviation }) => [mean - deviation, mean + deviation]);
  const around = limitsAround(ends, 0);
  // No margin is left of zero where nothing stands there.
  const limits = ends.some((end) => end < 0) ? around : { ...around, min: 0 };
  const base = baseOptions('Permutation Importance', subtitle(figures, size, scale, { names }), scale);
  const vertical = axis('', scale);
  return {
    type: 'bar',
    data: {
      labels: names.map(({ text }) => text),
      datasets: [
        {
          data: drawn.map(({ mean }) => mean),
          backgroundColor: colors.bar,
          borderColor: colors.training,
          borderWidth: 1,
          borderSkipped: false,
          categoryPercentage: 0.85,
          barPercentage: 0.85,
          maxBarThickness: WIDEST_BAR,
        },
      ],
    },
    plugins: [deviations(drawn, scale)],
    options: {
      ...base,
      indexAxis: 'y',
      plugins: { ...base.plugins, legend: { display: false } },
      scales: {
        x: linearAxis('Loss of R² when the column is shuffled', limits, scale),
        y: {
          ...vertical,
          type: 'category',
          title: { display: false },
          grid: { display: false },
          ticks: { ...vertical.ticks, autoSkip: false },
        },
      },
    },
  };
}

/** A line from one deviation below to one above each bar's end, and one at zero. */
function deviations(columns: readonly ColumnImportance[], scale: number): Plugin<'bar'> {
  return {
    id: 'deviations',
    afterDatasetsDraw: ({ ctx, chartArea, scales: { x, y } }) => {
      if (x === undefined || y === undefined) return;
      ctx.save();
      const line = (fromX: number, fromY: number, toX: number, toY: number) => {
        ctx.beginPath();
        ctx.moveTo(fromX, fromY);
        ctx.lineTo(toX, toY);
        ctx.stroke();
      };
      ctx.strokeStyle = colors.border;
      ctx.lineWidth = 1;
      const zero = x.getPixelForValue(0);
      line(zero, chartArea.top, zero, chartArea.bottom);
      ctx.strokeStyle = colors.text;
      ctx.lineWidth = 1.5 * scale;
      const half = 3.5 * scale;
      columns.forEach(({ mean, deviation }, i) => {
        if (deviation === 0) return;
        const middle = y.getPixelForValue(i);
        const [from, to] = [mean - deviation, mean + deviation].map((end) => x.getPixelForValue(end)) as [
          number,
          number,
        ];
        line(from, middle, to, middle);
        for (const end of [from, to]) line(end, middle - half, end, middle + half);
      });
      ctx.restore();
    },
  };
}
