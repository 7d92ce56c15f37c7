import { clearHover, type PageChart } from './chartOptions.js';
import { ZOOM } from './zoomBy.js';

/** Points that Page Up and Page Down pass over. */
const PAGE = 20;

/** Lets keys do what the pointer does with a chart; what a point says is read out too. */
export function keyboard(chart: PageChart, said: HTMLElement, zoomBy: (factor: number) => void): void {
  let place = -1;
  const go = (to: number) => {
    const length = Math.max(...chart.data.datasets.map(({ data }) => data.length));
    place = Math.min(length - 1, Math.max(0, to));
    const elements = atPlace(chart, place);
    const [first] = elements;
    const point = first && chart.getDatasetMeta(first.datasetIndex).data[first.index];
    if (point === undefined) return;
    chart.setActiveElements(elements);
    chart.tooltip?.setActiveElements(elements, { x: point.x, y: point.y });
    chart.update('none');
    const { title = [], body = [] } = chart.tooltip ?? {};
    const lines = [...title, ...body.flatMap(({ lines: ofPoint }) => ofPoint)];
    said.textContent = lines.filter((line) => line !== '').join(', ');
  };
  const moves: Record<string, () => void> = {
    ArrowLeft: () => go(place - 1),
    ArrowRight: () => go(place + 1),
    PageUp: () => go(place - PAGE),
    PageDown: () => go(place + PAGE),
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

/** The point at this place of the first curve that has rows to go through, and those of the others at the same x. */
function atPlace(chart: PageChart, place: number): { datasetIndex: number; index: number }[] {
  const longest = chart.data.datasets.reduce(
    (best, { data }, i) => (data.length > (chart.data.datasets[best]?.data.length ?? 0) ? i : best),
    0,
  );
  const x = chart.data.datasets[longest]?.data[place]?.x;
  if (chart.options.interaction?.mode !== ('nearestOfEach' as never)) {
    return [{ datasetIndex: longest, index: place }];
  }
  return chart.data.datasets.flatMap(({ data }, datasetIndex) => {
    const index = data.findIndex((point) => point.x === x);
    return index < 0 || Number.isNaN(data[index]?.y) ? [] : [{ datasetIndex, index }];
  });
}
