import type { PageChart } from './chartOptions.js';

/** What a key or a button zooms by. */
export const ZOOM = 1.5;

/** Zooms around the point that is spoken of, if there is one, else around the middle. */
export function zoomBoth(chart: PageChart, factor: number): void {
  chart.zoom({ x: factor, y: factor, ...focus(chart) });
}

/** Zooms a chart of curves across, and fits the height to what of them is in sight. */
export function zoomAcross(chart: PageChart, factor: number): void {
  chart.zoom({ x: factor, y: 1, ...focus(chart) });
  const { x } = chart.scales;
  if (x === undefined) return;
  const heights = chart.data.datasets.flatMap(({ data }) =>
    data.filter((point) => point.x >= x.min && point.x <= x.max && !Number.isNaN(point.y)).map(({ y }) => y),
  );
  const min = heights.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const max = heights.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (min < max) chart.zoomScale('y', { min, max });
}

function focus(chart: PageChart): { focalPoint?: { x: number; y: number } } {
  const [active] = chart.getActiveElements();
  return active === undefined ? {} : { focalPoint: { x: active.element.x, y: active.element.y } };
}
