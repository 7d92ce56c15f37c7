import type { ChartConfiguration } from 'chart.js';
import { drawablePhrases } from './parts/drawableText.js';
import { limitsAround } from './parts/limits.js';
import { seriesStyle } from './parts/series.js';
import { subtitleLines } from './parts/subtitle.js';
import { axis, baseOptions, type ChartSize, charactersALine, colors } from './parts/theme.js';
import { linearTick } from './parts/ticks.js';

export const exampleChartSize: ChartSize = { width: 900, height: 600 };

const CHARACTER_WIDTH = 7.15;
const MOST_POINTS = 3000;

/** Values over the steps, with a name for each curve. */
export interface ExampleChartInput {
  title: string;
  phrases: readonly string[];
  vertical: string;
  /** values[t] is the value after step t; `muted` is what the others are compared with. */
  curves: readonly { label: string; values: readonly number[]; muted?: boolean }[];
}

/** What an example's runs did, over the steps. */
export function exampleChart(
  input: ExampleChartInput,
): ChartConfiguration<'line', { x: number; y: number }[]> {
  const { title, phrases, vertical, curves } = input;
  const base = baseOptions(
    title,
    subtitleLines(drawablePhrases(phrases), charactersALine(exampleChartSize, CHARACTER_WIDTH, 1)),
  );
  const steps = Math.max(...curves.map(({ values }) => values.length - 1));
  const limits = limitsAround(curves.flatMap(({ values }) => [...values]));
  const [horizontal, upright] = [axis('Steps'), axis(vertical)];
  let styled = 0;
  return {
    type: 'line',
    data: {
      datasets: curves.map(({ label, values, muted }) => {
        const { color, dash } = muted ? { color: colors.border, dash: [] } : seriesStyle(styled++);
        const stride = Math.max(1, Math.ceil(values.length / MOST_POINTS));
        return {
          label,
          data: values.map((y, x) => ({ x, y })).filter(({ x }) => x % stride === 0),
          borderColor: color,
          backgroundColor: color,
          borderWidth: muted ? 5 : 2.5,
          borderDash: [...dash],
          pointRadius: 0,
          clip: 4,
          order: muted ? 1 : 0,
        };
      }),
    },
    options: {
      ...base,
      plugins: {
        ...base.plugins,
        legend: {
          ...base.plugins.legend,
          labels: {
            ...base.plugins.legend.labels,
            pointStyleWidth: 42,
            generateLabels: ({ data }) =>
              data.datasets.map((dataset, datasetIndex) => ({
                text: dataset.label ?? '',
                datasetIndex,
                pointStyle: 'line' as const,
                strokeStyle: dataset.borderColor as string,
                lineWidth: dataset.borderWidth as number,
                lineDash: ('borderDash' in dataset ? dataset.borderDash : []) as number[],
                fontColor: colors.text,
              })),
          },
        },
      },
      scales: {
        x: {
          ...horizontal,
          type: 'linear',
          min: 0,
          max: steps,
          ticks: { ...horizontal.ticks, precision: 0 },
        },
        y: {
          ...upright,
          min: limits.min,
          max: limits.max,
          ticks: { ...upright.ticks, stepSize: limits.step, callback: linearTick },
        },
      },
    },
  };
}
