import type { ChartDataset, LegendItem, Plugin } from 'chart.js';
import type { TraceRow } from '../training/trace/adamTrace.js';
import type { Point } from './decimate.js';
import { axis, baseOptions, colors, fontFamily } from './theme.js';

/** From how many epochs on the axis begins at 0 where the first step ends an epoch. */
const LONG = 20;

/** What the panels of adam.png share: a title in plain words, the formula below it, a legend that shows lines as they are drawn. */
export function panelOptions(title: string, formula: string, scale: number) {
  const base = baseOptions(title, [formula], scale);
  return {
    ...base,
    plugins: {
      ...base.plugins,
      title: { ...base.plugins.title, font: { ...base.plugins.title.font, size: 16 * scale } },
      legend: {
        ...base.plugins.legend,
        labels: {
          ...base.plugins.legend.labels,
          font: { ...base.plugins.legend.labels.font, size: 12 * scale },
          padding: 12 * scale,
          pointStyleWidth: 34 * scale,
          generateLabels: ({ data }: { data: { datasets: unknown[] } }) =>
            (data.datasets as ChartDataset<'line', Point[]>[]).flatMap((dataset, index) =>
              dataset.label ? [legendItem(dataset, index)] : [],
            ),
        },
      },
    },
  };
}

/** A band is shown as a box of its shade, a line as it is drawn. */
function legendItem(dataset: ChartDataset<'line', Point[]>, datasetIndex: number): LegendItem {
  const isBand = dataset.borderWidth === 0;
  return {
    text: dataset.label ?? '',
    datasetIndex,
    pointStyle: isBand ? 'rect' : 'line',
    fillStyle: dataset.backgroundColor as string,
    strokeStyle: isBand ? 'transparent' : (dataset.borderColor as string),
    lineWidth: dataset.borderWidth as number,
    lineDash: (dataset.borderDash ?? []) as number[],
    fontColor: colors.text,
  };
}

/** Where a step stands on the axis of epochs: 1 is the end of the first. */
export function epochOf(row: TraceRow, rows: readonly TraceRow[]): number {
  const end = rows.find(({ moment }) => moment === 'epoch_end');
  return end === undefined ? row.epoch : row.t / (end.t / end.epoch);
}

/** From the first step to the last epoch. */
export function epochAxis(rows: readonly TraceRow[], scale: number) {
  const shared = axis('Epochs', scale);
  const last = rows.at(-1)?.epoch ?? 1;
  const [first] = rows;
  const from = first === undefined || last > LONG ? 0 : Math.floor(epochOf(first, rows));
  // A single point would stand on the edge.
  const isSingle = from === last;
  return {
    ...shared,
    type: 'linear' as const,
    min: isSingle ? last - 1 : from,
    max: isSingle ? last + 1 : Math.max(1, last),
    ticks: { ...shared.ticks, precision: 0, maxRotation: 0, includeBounds: false },
  };
}

/** What stands in the middle of a panel that has little to show. */
export function noteInside(text: string, scale: number): Plugin<'line'> {
  return {
    id: 'note-inside',
    afterDraw: ({ ctx, chartArea }) => {
      ctx.save();
      ctx.fillStyle = colors.mutedText;
      ctx.font = `${13 * scale}px "${fontFamily}"`;
      ctx.textAlign = 'center';
      ctx.fillText(
        text,
        (chartArea.left + chartArea.right) / 2,
        (chartArea.top + chartArea.bottom) / 2,
        chartArea.right - chartArea.left,
      );
      ctx.restore();
    },
  };
}
