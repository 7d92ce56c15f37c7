import type { Chart, Plugin } from 'chart.js';
import type { Segment } from '../../explain/surfaces/contours.js';
import type { Point } from '../../explain/surfaces/functions.js';
import { logTick } from '../parts/ticks.js';

/** The contour lines of one value. */
export interface Contour {
  level: number;
  segments: readonly Segment[];
}

/** How contours and marks are drawn. */
export interface Look {
  contour: string;
  /** What stands behind a text, so that it can be read upon a line. */
  paper: string;
  text: string;
  mutedText: string;
  fontFamilies: string;
}

/** In logical pixels from the picture's top left corner. */
export type PixelPoint = readonly [x: number, y: number];

const MARGIN = 34;
const APART = 80;

/**
 * Draws contours behind the curves, and writes the value upon those where there is room.
 *
 * @param avoid the points in pixels that the values keep away from: curves and marks
 */
export function contourLayer(
  contours: readonly Contour[],
  avoid: (chart: Chart<'scatter'>) => readonly PixelPoint[],
  { contour, paper, mutedText, fontFamilies }: Look,
): Plugin<'scatter'> {
  return {
    id: 'contours',
    beforeDatasetsDraw: (chart) => {
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.beginPath();
      ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
      ctx.clip();
      ctx.strokeStyle = contour;
      ctx.lineWidth = 1;
      for (const { segments } of contours) {
        ctx.beginPath();
        for (const [from, to] of segments) {
          ctx.moveTo(...pixel(chart, from));
          ctx.lineTo(...pixel(chart, to));
        }
        ctx.stroke();
      }
      const taken = [...avoid(chart)];
      ctx.font = `10.5px ${fontFamilies}`;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      const levels = contours
        .filter(({ level }) => level !== 0)
        .map(({ level }) => ({ value: Math.abs(level) }));
      contours.forEach(({ level, segments }) => {
        const place = roomiest(chart, segments, taken);
        if (place === undefined) return;
        taken.push(place);
        const text = level === 0 ? '0' : `${level < 0 ? '−' : ''}${logTick(Math.abs(level), 0, levels)}`;
        ctx.lineWidth = 4;
        ctx.strokeStyle = paper;
        ctx.strokeText(text, ...place);
        ctx.fillStyle = mutedText;
        ctx.fillText(text, ...place);
      });
      ctx.restore();
    },
  };
}

/** Where a point of the plane lies in the picture. */
export function pixel({ scales }: Pick<Chart, 'scales'>, [x, y]: Point): [number, number] {
  return [scales['x']?.getPixelForValue(x) ?? 0, scales['y']?.getPixelForValue(y) ?? 0];
}

/** The place on a contour that is farthest from what is there already; none if all is too near. */
function roomiest(
  chart: Chart<'scatter'>,
  segments: readonly Segment[],
  taken: readonly PixelPoint[],
): [number, number] | undefined {
  const { left, right, top, bottom } = chart.chartArea;
  const every = Math.max(1, Math.floor(segments.length / 150));
  let found: [number, number] | undefined;
  let most = APART * 0.5;
  for (let i = 0; i < segments.length; i += every) {
    const [x, y] = pixel(chart, (segments[i] as Segment)[0]);
    if (x < left + MARGIN || x > right - MARGIN || y < top + MARGIN / 2 || y > bottom - MARGIN / 2) continue;
    let room = APART;
    for (const [a, b] of taken) room = Math.min(room, Math.hypot(a - x, b - y));
    if (room > most) [most, found] = [room, [x, y]];
  }
  return found;
}
