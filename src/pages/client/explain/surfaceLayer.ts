import type { Chart, Plugin } from 'chart.js';
import { type Contour, contourLayer, type Look, pixel } from '../../../charts/path/contourLayer.js';
import { cornersOf, type Mark, marksLayer, placeMark } from '../../../charts/path/marksLayer.js';
import { contourLines, highest, logLevels } from '../../../explain/surfaces/contours.js';
import type { PlaneFunction, Point, Window } from '../../../explain/surfaces/functions.js';
import { color } from '../charts/index.js';

/** Cells of the contours' grid each way, and of the shading's. */
const CELLS = 240;
const SHADES = 120;
/** The shading ends at this part of the surface's height, and the contours at this height. */
const LOWEST_SHADE = 1e-4;
const LOWEST_LEVEL = 1e-3;

/** A surface behind the paths: shaded, the bluer the lower, with its contours, the start and the minimum. */
export function surfaceLayer(
  surface: PlaneFunction,
  window: Window,
  start: Point,
  avoid: readonly Point[],
): Plugin<'scatter'>[] {
  const { top, contours } = contoursOf(surface, window);
  const look: Look = {
    contour: color('contour'),
    paper: color('paper'),
    text: color('text'),
    mutedText: color('muted'),
    fontFamilies: 'system-ui, sans-serif',
  };
  const marks: Mark[] = [
    { kind: 'start', point: start, text: 'start' },
    ...(surface.minimum === undefined
      ? []
      : [{ kind: 'minimum' as const, point: surface.minimum, text: 'minimum' }]),
  ];
  const points = [start, ...avoid];
  const taken = (chart: Chart<'scatter'>) => [
    ...points.map((point) => pixel(chart, point)),
    ...marks.flatMap((mark) => cornersOf(placeMark(chart, mark, points))),
  ];
  return [
    shading(surface, window, top),
    contourLayer(contours, taken, look),
    marksLayer(marks, points, look),
  ];
}

let known = { key: '', top: 0, contours: [] as Contour[] };

/** The surface stays while a reader moves sliders. */
function contoursOf({ value, minimum, formula }: PlaneFunction, window: Window): typeof known {
  const key = `${formula} ${window.x} ${window.y}`;
  if (key !== known.key) {
    const top = highest(value, window);
    const levels = logLevels(minimum && value(...minimum), top).filter(
      (level) => level === 0 || Math.abs(level) >= LOWEST_LEVEL,
    );
    const lines = contourLines(value, window, levels, CELLS);
    known = { key, top, contours: levels.map((level, i) => ({ level, segments: lines[i] ?? [] })) };
  }
  return known;
}

function shading({ value, minimum }: PlaneFunction, { x, y }: Window, top: number): Plugin<'scatter'> {
  const picture = document.createElement('canvas');
  [picture.width, picture.height] = [SHADES, SHADES];
  const context = picture.getContext('2d') as CanvasRenderingContext2D;
  const image = context.createImageData(SHADES, SHADES);
  const [red, green, blue] = channels(color('accent'));
  const base = minimum && value(...minimum);
  for (let row = 0; row < SHADES; row++) {
    for (let column = 0; column < SHADES; column++) {
      const height = value(
        x[0] + ((x[1] - x[0]) * (column + 0.5)) / SHADES,
        y[1] - ((y[1] - y[0]) * (row + 0.5)) / SHADES,
      );
      const depth =
        base === undefined
          ? (top - height) / (2 * top)
          : Math.log((height - base) / top + LOWEST_SHADE) / Math.log(LOWEST_SHADE);
      const alpha = 110 * Math.min(1, Math.max(0, depth));
      image.data.set([red, green, blue, alpha], 4 * (row * SHADES + column));
    }
  }
  context.putImageData(image, 0, 0);
  return {
    id: 'shading',
    beforeDraw: (chart) => {
      const [left, upper] = pixel(chart, [x[0], y[1]]);
      const [right, lower] = pixel(chart, [x[1], y[0]]);
      chart.ctx.drawImage(picture, left, upper, right - left, lower - upper);
    },
  };
}

/** #0b3fd6 as 11, 63, 214. */
function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
