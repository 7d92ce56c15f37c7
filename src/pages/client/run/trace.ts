import type { TraceChartData, TraceLineData } from '../../pageData.js';
import {
  type Configuration,
  chartFrame,
  color,
  count,
  countAxis,
  curveOptions,
  dataTable,
  element,
  evenWidth,
  legendOptions,
  shown,
  tooltipOptions,
  valueAxis,
  zoomOptions,
} from '../charts/index.js';

type Dataset = Configuration['data']['datasets'][number];

/** A chart of what Adam did inside. */
export function showTrace(section: HTMLElement, trace: TraceChartData): void {
  section.append(element('h3', trace.title));
  const said = [trace.formula, trace.note ?? ''].filter((text) => text !== '');
  for (const text of said) section.append(element('p', text, { class: 'muted' }));
  chartFrame(
    section,
    { label: `${trace.title}: ${trace.y.title.replaceAll('\n', ' ')}`, shape: 'medium' },
    () => configuration(trace),
  );
  section.append(table(trace));
}

function configuration({ x, y, lines }: TraceChartData): Configuration {
  const isLog = y.scale === 'logarithmic';
  const datasets = lines.map((line) => datasetsOf(line, isLog));
  const all = datasets.flat();
  /** The line that a dataset is of; none if it is the lower end of a band. */
  const lineAt = (index: number) => lines.find((_, i) => datasets[i]?.[0] === all[index]);
  return {
    type: 'line',
    data: { datasets: all },
    options: {
      ...curveOptions(),
      scales: {
        x: countAxis(x.title, endsOf(x)),
        y: { ...valueAxis(y.title, isLog, endsOf(y)), afterFit: evenWidth },
      },
      plugins: {
        legend: { labels: { ...legendOptions((label) => label !== '').labels, pointStyleWidth: 36 } },
        tooltip: {
          ...tooltipOptions(),
          filter: ({ datasetIndex }) => lineAt(datasetIndex) !== undefined,
          callbacks: {
            title: ([item]) => (item === undefined ? '' : `${nameOf(x.title)} ${shown(item.parsed.x)}`),
            label: ({ datasetIndex, dataIndex }) => {
              const line = lineAt(datasetIndex);
              return line === undefined ? '' : ` ${line.name}: ${textAt(line, dataIndex)}`;
            },
          },
        },
        zoom: zoomOptions(),
      },
    },
  };
}

/** A line's own, or the two that a band lies between. */
function datasetsOf(
  { name, color: called, dash, x, y, low, opacity = '' }: TraceLineData,
  isLog: boolean,
): Dataset[] {
  const points = (values: readonly (number | null)[]) =>
    values.map((value, i) => ({
      x: x[i] ?? 0,
      y: value === null || (isLog && value <= 0) ? Number.NaN : value,
    }));
  const drawn = color(called);
  if (low === undefined) {
    return [
      {
        label: name,
        data: points(y),
        borderColor: drawn,
        backgroundColor: drawn,
        borderDash: dash,
        borderWidth: 2,
        pointStyle: 'line',
        pointRadius: x.length < 3 ? 4 : 0,
        pointHoverRadius: 5,
      },
    ];
  }
  const edge = { borderWidth: 0, pointRadius: 0, pointHoverRadius: 0, borderColor: 'transparent' };
  const shade = `${drawn}${opacity}`;
  return [
    { ...edge, label: name, data: points(y), fill: '+1', backgroundColor: shade, pointStyle: 'rect' },
    { ...edge, label: '', data: points(low), fill: false },
  ];
}

function endsOf({ min, max }: { min?: number; max?: number }) {
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

/** Step t is step 3, and Epochs is epoch 3. */
function nameOf(title: string): string {
  return title.startsWith('Step') ? 'Step' : 'Epoch';
}

function textAt({ y, low }: TraceLineData, place: number): string {
  return low === undefined ? shown(y[place]) : `${shown(low[place])} to ${shown(y[place])}`;
}

function table({ title, x, lines }: TraceChartData): HTMLElement {
  const head = [nameOf(x.title), ...lines.map(({ name }) => name)];
  return dataTable(title, head, () => {
    const places = [...new Set(lines.flatMap((line) => line.x))].sort((a, b) => a - b);
    const found = lines.map((line) => new Map(line.x.map((place, i) => [place, textAt(line, i)])));
    return places.map((place) => [
      Number.isInteger(place) ? count(place) : shown(place),
      ...found.map((texts) => texts.get(place) ?? ''),
    ]);
  });
}
