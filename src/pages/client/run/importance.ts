import type { Chart } from 'chart.js';
import { shortened } from '../../../text.js';
import type { ImportanceData } from '../../pageData.js';
import {
  axisOptions,
  type Configuration,
  chartFrame,
  color,
  dataTable,
  fittedTitle,
  limitsAround,
  linearTick,
  sharedOptions,
  shown,
  tooltipOptions,
  zoomOptions,
} from '../charts/index.js';

/** What stands above and below the bars, and one of them with what is around it. */
const AROUND = 90;
const BAR = 28;
const LONGEST_NAME = 32;
/** Of the chart's width, what names may take; and a font that is no narrower than theirs. */
const NAMES = 0.42;
const NAMES_FONT = '13px sans-serif';
const TITLE = 'Loss of R² when the column is shuffled';

/** A bar for each column, with a line from one deviation below to one above its end. */
export function showImportance(section: HTMLElement, importance: ImportanceData): void {
  const { columns } = importance;
  const [first] = columns;
  const most = first === undefined ? '' : `: ${first.name} is worth most, ${shown(first.mean)}`;
  const { chart } = chartFrame(section, { label: `What each column is worth${most}` }, () =>
    configuration(importance),
  );
  const box = chart.canvas.parentElement;
  if (box !== null) box.style.height = `${AROUND + BAR * columns.length}px`;
  section.append(
    dataTable('the loss of R² by column', ['Column', 'Loss of R²', 'Deviation'], () =>
      columns.map(({ name, mean, deviation }) => [name, shown(mean), shown(deviation)]),
    ),
  );
}

function configuration({ columns }: ImportanceData): Configuration {
  const across = axisOptions(TITLE);
  const down = axisOptions('');
  const ends = columns.flatMap(({ mean, deviation }) => [mean - deviation, mean + deviation]);
  const around = limitsAround(ends, 0);
  // No margin is left of zero where nothing stands there.
  const min = ends.some((end) => end < 0) ? around.min : 0;
  return {
    type: 'scatter',
    data: {
      datasets: [
        {
          label: 'Loss of R²',
          data: columns.map(({ mean }, i) => ({ x: mean, y: i })),
          pointRadius: 0,
          pointHoverRadius: 5,
          backgroundColor: color('training'),
          borderColor: color('training'),
        },
      ],
    },
    plugins: [{ id: 'bars', beforeDatasetsDraw: (chart) => drawBars(chart, columns) }],
    options: {
      ...sharedOptions(),
      events: [...sharedOptions().events],
      interaction: { mode: 'nearest', axis: 'y', intersect: false },
      scales: {
        x: {
          ...across,
          title: { ...across.title, text: fittedTitle(TITLE, 'width') },
          type: 'linear',
          min,
          max: around.max,
          ticks: { ...across.ticks, includeBounds: false, callback: linearTick },
        },
        y: {
          ...down,
          title: { display: false },
          grid: { display: false },
          type: 'linear',
          reverse: true,
          min: -0.6,
          max: columns.length - 0.4,
          ticks: {
            ...down.ticks,
            autoSkip: false,
            callback(value) {
              return short(columns[Number(value)]?.name ?? '', this.chart);
            },
          },
          afterBuildTicks: (axis) => {
            axis.ticks = columns.flatMap((_, i) => (i >= axis.min && i <= axis.max ? [{ value: i }] : []));
          },
        },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          ...tooltipOptions(),
          callbacks: {
            title: ([item]) => columns[item?.dataIndex ?? -1]?.name ?? '',
            label: ({ dataIndex }) => {
              const { mean = 0, deviation = 0 } = columns[dataIndex] ?? {};
              return [` Loss of R²: ${shown(mean)}`, ` Deviation: ${shown(deviation)}`];
            },
          },
        },
        zoom: zoomOptions(),
      },
    },
  };
}

/** Chart.js's own bars would be as large as the rest of this page's script. */
function drawBars({ ctx, chartArea, scales: { x, y } }: Chart, columns: ImportanceData['columns']): void {
  if (x === undefined || y === undefined) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
  ctx.clip();
  const zero = x.getPixelForValue(0);
  columns.forEach(({ mean, deviation }, i) => {
    const [top, middle, bottom] = [-0.34, 0, 0.34].map((part) => y.getPixelForValue(i + part)) as [
      number,
      number,
      number,
    ];
    ctx.globalAlpha = 0.55;
    ctx.fillStyle = color('training');
    ctx.fillRect(zero, top, x.getPixelForValue(mean) - zero, bottom - top);
    ctx.globalAlpha = 1;
    ctx.strokeStyle = color('text');
    ctx.lineWidth = 1.5;
    const [from, to] = [x.getPixelForValue(mean - deviation), x.getPixelForValue(mean + deviation)];
    const line = (fromX: number, fromY: number, toX: number, toY: number) => {
      ctx.beginPath();
      ctx.moveTo(fromX, fromY);
      ctx.lineTo(toX, toY);
      ctx.stroke();
    };
    if (deviation === 0) return;
    line(from, middle, to, middle);
    for (const end of [from, to]) line(end, middle - 4, end, middle + 4);
  });
  ctx.strokeStyle = color('border');
  ctx.lineWidth = 1;
  ctx.strokeRect(zero, chartArea.top, 0, chartArea.height);
  ctx.restore();
}

/** A name as the chart has room for it. */
function short(name: string, { ctx, width }: Chart): string {
  ctx.save();
  ctx.font = NAMES_FONT;
  let length = Math.min(LONGEST_NAME, [...name].length);
  while (length > 1 && ctx.measureText(shortened(name, length)).width > NAMES * width) length--;
  ctx.restore();
  return shortened(name, length);
}
