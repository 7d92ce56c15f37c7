import { clearHover, type PageChart } from './chartOptions.js';
import { ZOOM } from './zoomBy.js';

/** Points that Page Up and Page Down pass over. */
const PAGE = 20;

/** Lets keys do what the pointer does with a chart; what a point says is read out too. */
export function keyboard(chart: PageChart, said: HTMLElement, zoomBy: (factor: number) => void): void {
  let place = -1;
  let spoken: number | undefined;
  /** Where the point is now: curves of a run that trains are thinned out as they grow. */
  const here = () => {
    if (spoken === undefined || !goesAcross(chart)) return place;
    const { [longestOf(chart)]: longest } = chart.data.datasets;
    const at = longest?.data.findIndex(({ x }) => x >= (spoken ?? 0)) ?? -1;
    return at < 0 ? place : at;
  };
  const go = (to: number) => {
    const length = Math.max(...chart.data.datasets.map(({ data }) => data.length));
    place = Math.min(length - 1, Math.max(0, to));
    const elements = atPlace(chart, place);
    const [first] = elements;
    const point = first && chart.getDatasetMeta(first.datasetIndex).data[first.index];
    if (point === undefined || first === undefined) return;
    spoken = chart.data.datasets[first.datasetIndex]?.data[first.index]?.x;
    speakOf(chart, elements);
    const { title = [], body = [] } = chart.tooltip ?? {};
    const lines = [...title, ...body.flatMap(({ lines: ofPoint }) => ofPoint)];
    said.textContent = lines.filter((line) => line !== '').join(', ');
  };
  const moves: Record<string, () => void> = {
    ArrowLeft: () => go(here() - 1),
    ArrowRight: () => go(here() + 1),
    PageUp: () => go(here() - PAGE),
    PageDown: () => go(here() + PAGE),
    Home: () => go(0),
    End: () => go(Number.POSITIVE_INFINITY),
    '+': () => zoomBy(ZOOM),
    '=': () => zoomBy(ZOOM),
    '-': () => zoomBy(1 / ZOOM),
    '0': () => chart.resetZoom(),
    Escape: () => {
      clearHover(chart);
      said.textContent = '';
    },
  };
  chart.canvas.addEventListener('keydown', (event) => {
    const { [event.key]: move } = moves;
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  });
}

/**
 * Changes a chart's curves. What the pointer is on finds itself again; a point that keys have gone to is spoken of where it is now.
 */
export function keepPoint(chart: PageChart, change: () => void): void {
  const [active] = chart.getActiveElements();
  const x = active && chart.data.datasets[active.datasetIndex]?.data[active.index]?.x;
  change();
  if (x !== undefined && !chart.canvas.matches(':hover')) speakOf(chart, atX(chart, x));
}

type Element = { datasetIndex: number; index: number };

function speakOf(chart: PageChart, elements: Element[]): void {
  const [first] = elements;
  const point = first && chart.getDatasetMeta(first.datasetIndex).data[first.index];
  if (point === undefined) {
    clearHover(chart);
    return;
  }
  chart.setActiveElements(elements);
  chart.tooltip?.setActiveElements(elements, { x: point.x, y: point.y });
  chart.update('none');
}

/** The point at this place of the curve that has most to go through, and those of the others at the same x. */
function atPlace(chart: PageChart, place: number): Element[] {
  const longest = longestOf(chart);
  const x = chart.data.datasets[longest]?.data[place]?.x;
  return goesAcross(chart) && x !== undefined ? atX(chart, x) : [{ datasetIndex: longest, index: place }];
}

function atX(chart: PageChart, x: number): Element[] {
  return chart.data.datasets.flatMap(({ data }, datasetIndex) => {
    const index = data.findIndex((point) => point.x === x);
    return index < 0 || Number.isNaN(data[index]?.y) ? [] : [{ datasetIndex, index }];
  });
}

function longestOf({ data: { datasets } }: PageChart): number {
  return datasets.reduce(
    (best, { data }, i) => (data.length > (datasets[best]?.data.length ?? 0) ? i : best),
    0,
  );
}

/** Whether keys go from x to x, as along curves, and not from point to point. */
function goesAcross(chart: PageChart): boolean {
  return chart.options.interaction?.mode === ('nearestOfEach' as never);
}
