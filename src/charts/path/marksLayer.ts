import type { Chart, Plugin } from 'chart.js';
import type { Point } from '../../explain/surfaces/functions.js';
import { type Look, type PixelPoint, pixel } from './contourLayer.js';

/** A point of the plane with a name: a ring for the start, a cross for the minimum. */
export interface Mark {
  kind: 'start' | 'minimum';
  point: Point;
  text: string;
}

/** Where a mark's name stands, in logical pixels. */
interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const HEIGHT = 18;
const AWAY = 12;
const CHARACTER_WIDTH = 8;

/** The corner beside a mark where its name hides least of the paths. */
export function placeMark(
  chart: Pick<Chart, 'scales' | 'chartArea'>,
  { point, text }: Mark,
  paths: readonly Point[],
): Box {
  const [x, y] = pixel(chart, point);
  const width = CHARACTER_WIDTH * text.length;
  const { left, right, top, bottom } = chart.chartArea;
  const pixels = paths.map((each) => pixel(chart, each));
  const hidden = (box: Box) => {
    const isOutside = box.left < left || box.right > right || box.top < top || box.bottom > bottom;
    const covered = pixels.filter(
      ([a, b]) => a > box.left - 6 && a < box.right + 6 && b > box.top - 6 && b < box.bottom + 6,
    );
    return covered.length + (isOutside ? 1e6 : 0);
  };
  const boxes: Box[] = [y - AWAY - HEIGHT, y + AWAY].flatMap((upper) =>
    [x + AWAY, x - AWAY - width].map((from) => ({
      left: from,
      right: from + width,
      top: upper,
      bottom: upper + HEIGHT,
    })),
  );
  return boxes.reduce((best, box) => (hidden(box) < hidden(best) ? box : best));
}

/** Points all over a box, for what is to keep away from it. */
export function cornersOf({ left, right, top, bottom }: Box): PixelPoint[] {
  const middle = (left + right) / 2;
  return [left, middle, right].flatMap((x) => [top, bottom].map((y): PixelPoint => [x, y]));
}

/** Draws the marks and their names over the paths. */
export function marksLayer(
  marks: readonly Mark[],
  paths: readonly Point[],
  { paper, text, fontFamilies }: Look,
): Plugin<'scatter'> {
  return {
    id: 'marks',
    afterDatasetsDraw: (chart) => {
      const { ctx } = chart;
      for (const mark of marks) {
        const [x, y] = pixel(chart, mark.point);
        ctx.save();
        ctx.strokeStyle = text;
        ctx.lineWidth = 2.5;
        ctx.beginPath();
        if (mark.kind === 'start') ctx.arc(x, y, 7, 0, 2 * Math.PI);
        else drawCross(ctx, x, y);
        ctx.stroke();
        ctx.font = `13px ${fontFamilies}`;
        ctx.textBaseline = 'middle';
        ctx.lineWidth = 4;
        ctx.strokeStyle = paper;
        ctx.fillStyle = text;
        const box = placeMark(chart, mark, paths);
        const at = [box.left > x ? box.left : box.right, (box.top + box.bottom) / 2] as const;
        ctx.textAlign = box.left > x ? 'left' : 'right';
        ctx.strokeText(mark.text, ...at);
        ctx.fillText(mark.text, ...at);
        ctx.restore();
      }
    },
  };
}

function drawCross(ctx: Chart['ctx'], x: number, y: number): void {
  for (const slope of [1, -1]) {
    ctx.moveTo(x - 8, y - 8 * slope);
    ctx.lineTo(x + 8, y + 8 * slope);
  }
}
