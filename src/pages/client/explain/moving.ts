import type { Chart } from 'chart.js';
import { color, element } from '../charts/index.js';
import type { Lab } from './lab.js';
import { place } from './place.js';
import { marks, styleOf } from './styles.js';

/** How long the arrows are: both are seen where they go the same way. */
const ARROWS = { slope: 92, step: 60 };

/**
 * What moves over a chart of paths, on a canvas of its own, so that the chart need not be drawn for each step: the paths as far as they
 * are, and for the one that is looked at the way down and the way of its step, from where it took it.
 */
export function createMoving(chart: Chart, lab: Lab): { draw: () => void } {
  const canvas = element('canvas', '', { class: 'moving', 'aria-hidden': 'true' });
  chart.canvas.after(canvas);
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  return {
    draw: () => {
      const { width, height, currentDevicePixelRatio: ratio } = chart;
      [canvas.width, canvas.height] = [width * ratio, height * ratio];
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      context.scale(ratio, ratio);
      const { left, top, width: wide, height: high } = chart.chartArea;
      context.beginPath();
      context.rect(left - 1, top - 1, wide + 2, high + 2);
      context.clip();
      const paths = lab.all.map(({ name, points }) => ({
        look: styleOf(name),
        done: points.slice(0, lab.t + 1).map((point, t) => pixelOf(chart, point, t)),
      }));
      for (const path of paths) drawLine(context, path);
      drawArrows(context, chart, lab);
      for (const path of paths) drawEnd(context, path);
    },
  };
}

function pixelOf({ scales: { x, y } }: Chart, point: readonly number[], t: number): [number, number] {
  const [across, up] = place(point, t);
  return [x?.getPixelForValue(across) ?? 0, y?.getPixelForValue(up) ?? 0];
}

interface DrawnPath {
  look: ReturnType<typeof styleOf>;
  done: readonly (readonly [number, number])[];
}

function drawLine(context: CanvasRenderingContext2D, { look, done }: DrawnPath): void {
  context.lineJoin = 'round';
  context.setLineDash(look.dash);
  context.strokeStyle = look.color;
  context.lineWidth = 2.5;
  trace(context, done);
  context.stroke();
  context.setLineDash([]);
}

function drawEnd(context: CanvasRenderingContext2D, { look, done }: DrawnPath): void {
  const [x, y] = done.at(-1) ?? [0, 0];
  trace(context, marks[look.mark](x, y, 6));
  context.closePath();
  context.fillStyle = look.color;
  context.strokeStyle = color('paper');
  context.lineWidth = 1.5;
  context.fill();
  context.stroke();
}

function trace(context: CanvasRenderingContext2D, points: readonly (readonly [number, number])[]): void {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
}

/** Against the gradient of the last step, and where that step went: only the ways count, not the lengths. */
function drawArrows(context: CanvasRenderingContext2D, chart: Chart, { seen, t, problem }: Lab): void {
  const from = seen?.points[t - 1];
  const to = seen?.points[t];
  if (seen === undefined || from === undefined || to === undefined || problem.kind !== 'plane') return;
  const [x = 0, y = 0] = from;
  const [gx, gy] = problem.surface.gradient(x, y);
  const area = chart.chartArea;
  const start = pixelOf(chart, from, t - 1);
  const moved = [(to[0] ?? 0) - x, (to[1] ?? 0) - y] as const;
  const way = directionOf(chart, moved, ARROWS.step);
  arrow(context, start, directionOf(chart, [-gx, -gy], ARROWS.slope), {
    text: '−g',
    line: color('text'),
    area,
  });
  arrow(context, start, way, { text: 'step', line: styleOf(seen.name).color, area });
}

/** The way of a vector of the plane in the picture, so many pixels long; 0 where it is. */
function directionOf(
  { scales: { x, y } }: Chart,
  [across, up]: readonly [number, number],
  size: number,
): [number, number] {
  const [right, down] = [
    across * ((x?.getPixelForValue(1) ?? 0) - (x?.getPixelForValue(0) ?? 0)),
    up * ((y?.getPixelForValue(1) ?? 0) - (y?.getPixelForValue(0) ?? 0)),
  ];
  const length = Math.hypot(right, down);
  return length > 0 ? [(size * right) / length, (size * down) / length] : [0, 0];
}

function arrow(
  context: CanvasRenderingContext2D,
  [x, y]: readonly [number, number],
  [right, down]: readonly [number, number],
  { text, line, area }: { text: string; line: string; area: Chart['chartArea'] },
): void {
  const length = Math.hypot(right, down);
  if (length === 0) return;
  const [a, b] = [right / length, down / length];
  const [endX, endY] = [x + right, y + down];
  const side = (by: number): [number, number] => [endX - 10 * a + by * b * 5, endY - 10 * b - by * a * 5];
  for (const [width, style] of [
    [5, color('paper')],
    [2, line],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = style;
    trace(context, [[x, y], [endX, endY], side(1), [endX, endY], side(-1)]);
    context.stroke();
  }
  context.font = '600 14px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 4;
  context.strokeStyle = color('paper');
  context.fillStyle = line;
  // Not beyond an edge, where the path may begin.
  const { left, right: edge, top, bottom } = area;
  const at = [
    Math.min(edge - 16, Math.max(left + 16, endX + 16 * a)),
    Math.min(bottom - 8, Math.max(top + 8, endY + 12 * b)),
  ] as const;
  context.strokeText(text, ...at);
  context.fillText(text, ...at);
}
