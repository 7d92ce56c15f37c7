import type { Chart, ChartDataset, LegendItem } from 'chart.js';
import { type baseOptions, colors } from './theme.js';

type Legend = ReturnType<typeof baseOptions>['plugins']['legend'];
type Line = ChartDataset<'line' | 'scatter'>;

/**
 * A legend that shows lines as they are drawn; Chart.js's own leaves the dashes out. What has no label has no entry.
 *
 * @param base the legend that all charts share
 * @param width how long a line's sample is
 * @param lineWidth that of the samples, if not the lines' own
 */
export function lineLegend(base: Legend, width: number, lineWidth?: number) {
  return {
    ...base,
    labels: {
      ...base.labels,
      pointStyleWidth: width,
      generateLabels: ({ data }: Chart<'line' | 'scatter'>) =>
        data.datasets.flatMap((dataset, index) =>
          dataset.label ? [legendItem(dataset, index, lineWidth)] : [],
        ),
    },
  };
}

/** A band, which has no edge, is shown as a box of its shade. */
function legendItem(dataset: Line, datasetIndex: number, lineWidth = dataset.borderWidth): LegendItem {
  const isBand = dataset.borderWidth === 0;
  return {
    text: dataset.label ?? '',
    datasetIndex,
    pointStyle: isBand ? 'rect' : 'line',
    fillStyle: dataset.backgroundColor as string,
    strokeStyle: isBand ? 'transparent' : (dataset.borderColor as string),
    lineWidth: lineWidth as number,
    lineDash: (dataset.borderDash ?? []) as number[],
    lineCap: (dataset.borderCapStyle ?? 'butt') as 'butt' | 'round',
    fontColor: colors.text,
  };
}
