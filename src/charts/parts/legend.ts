import type { Chart, ChartDataset, LegendItem, Plugin } from 'chart.js';
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
    strokeStyle: isBand || isPoints(dataset) ? 'transparent' : (dataset.borderColor as string),
    lineWidth: lineWidth as number,
    lineDash: (dataset.borderDash ?? []) as number[],
    lineCap: (dataset.borderCapStyle ?? 'butt') as 'butt' | 'round',
    fontColor: colors.text,
  };
}

/** Points without a line; a legend of lines has a wide sample for them, in which Chart.js would draw an ellipse. */
function isPoints(dataset: Line): boolean {
  return 'pointStyle' in dataset && dataset.pointStyle === 'circle' && dataset.showLine !== true;
}

/** Draws into a legend of lines the sample of what is shown as points. */
export function rowsSample(scale: number): Plugin<'scatter'> {
  return {
    id: 'rows-sample',
    afterDraw: ({ ctx, legend, data }) => {
      const { legendHitBoxes = [], legendItems = [], options } = (legend ?? {}) as DrawnLegend;
      legendItems.forEach(({ datasetIndex = -1 }, i) => {
        const [dataset, box] = [data.datasets[datasetIndex], legendHitBoxes[i]];
        if (dataset === undefined || box === undefined || !isPoints(dataset)) return;
        ctx.save();
        ctx.beginPath();
        ctx.arc(
          box.left + (options?.labels.pointStyleWidth ?? 0) / 2,
          box.top + box.height / 2,
          SAMPLE_RADIUS * scale,
          0,
          2 * Math.PI,
        );
        ctx.fillStyle = dataset.backgroundColor as string;
        ctx.fill();
        ctx.strokeStyle = dataset.borderColor as string;
        ctx.lineWidth = dataset.borderWidth as number;
        ctx.stroke();
        ctx.restore();
      });
    },
  };
}

const SAMPLE_RADIUS = 5;

/** What Chart.js keeps of a legend that it has drawn. */
interface DrawnLegend {
  legendItems?: LegendItem[];
  legendHitBoxes?: { left: number; top: number; width: number; height: number }[];
  options?: { labels: { pointStyleWidth?: number } };
}
