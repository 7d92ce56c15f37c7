import type { ColumnHistogram } from '../../data/inspect/histograms.js';
import type { InspectedColumn } from '../../data/inspect/scanTable.js';
import { formatRange } from '../../format.js';
import { axis, ticksAt } from '../parts/axes.js';
import { barStyle, type ColumnPanel, panelOptions } from './panel.js';

/** How often a column's numbers fall into each interval; the axis names the smallest number and the largest. */
export function histogramPanel(column: InspectedColumn, { counts }: ColumnHistogram): ColumnPanel {
  const { min = 0, max = 0 } = column.numbers ?? {};
  const horizontal = axis('');
  const ends = counts.length === 1 ? [0] : [0, counts.length - 1];
  const { low, high } = formatRange(min, max);
  const names = [low, high];
  return {
    type: 'bar',
    data: {
      labels: counts.map((_, i) => String(i)),
      datasets: [
        { data: counts, ...barStyle(column), categoryPercentage: 1, barPercentage: 1, maxBarThickness: 60 },
      ],
    },
    options: {
      ...panelOptions(column),
      scales: {
        x: {
          ...horizontal,
          type: 'category',
          title: { display: false },
          grid: { display: false },
          ticks: {
            ...horizontal.ticks,
            font: { ...horizontal.ticks.font, size: 11 },
            autoSkip: false,
            maxRotation: 0,
            align: counts.length === 1 ? 'center' : 'inner',
            callback: (value) => names[ends.indexOf(Number(value))] ?? '',
          },
          afterBuildTicks: ticksAt(ends),
        },
        y: countAxis(),
      },
    },
  };
}

/** How many rows, with the largest number alone. */
function countAxis() {
  const vertical = axis('');
  return {
    ...vertical,
    type: 'linear' as const,
    title: { display: false },
    beginAtZero: true,
    ticks: {
      ...vertical.ticks,
      font: { ...vertical.ticks.font, size: 11 },
      precision: 0,
      maxTicksLimit: 4,
    },
  };
}
