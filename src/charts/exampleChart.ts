import type { ChartConfiguration } from 'chart.js';
import type { Example } from '../explain/examples/example.js';
import { axis, linearAxis } from './parts/axes.js';
import { lineLegend } from './parts/legend.js';
import { limitsAround } from './parts/limits.js';
import { seriesStyle } from './parts/series.js';
import { subtitle } from './parts/subtitle.js';
import { baseOptions, colors } from './parts/theme.js';
import type { Point } from './parts/thinning.js';
import { renderPng } from './png/renderPng.js';
import type { ChartSize } from './png/size.js';

const size: ChartSize = { width: 900, height: 600 };
const MOST_POINTS = 3000;

/** What an example's runs did, over the steps, as a PNG's bytes. */
export function drawExample(example: Example): Promise<Buffer> {
  return renderPng(exampleConfiguration(example), size);
}

function exampleConfiguration({
  title,
  phrases,
  vertical,
  curves,
}: Example): ChartConfiguration<'line', Point[]> {
  const base = baseOptions(title, subtitle(phrases, size, 1));
  const steps = Math.max(...curves.map(({ values }) => values.length - 1));
  const limits = limitsAround(curves.flatMap(({ values }) => [...values]));
  const horizontal = axis('Steps');
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
      plugins: { ...base.plugins, legend: lineLegend(base.plugins.legend, 42) },
      scales: {
        x: {
          ...horizontal,
          type: 'linear',
          min: 0,
          max: steps,
          ticks: { ...horizontal.ticks, precision: 0 },
        },
        y: linearAxis(vertical, limits),
      },
    },
  };
}
