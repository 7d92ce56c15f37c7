import type { Chart, Plugin, Scale } from 'chart.js';
import { fontFamilies } from '../png/systemFonts.js';
import { colors } from './theme.js';

/** A point of a curve that is marked. */
export interface MarkedPoint {
  x: number;
  /** On the curve; NaN where that has no place in the chart. */
  y: number;
  /** The curve's colour. */
  color: string;
  label: string;
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const GAP = 7;

/** Draws a thin line at the point's place, the point on its curve, and a label where the curves leave room. */
export function pointMark({ x: place, y: height, color, label }: MarkedPoint, scale: number): Plugin<'line'> {
  return {
    id: 'marked-point',
    afterDatasetsDraw: (chart) => {
      const { ctx, chartArea } = chart;
      const { x, y } = chart.scales;
      if (x === undefined || y === undefined) return;
      const across = x.getPixelForValue(place);
      ctx.save();
      ctx.strokeStyle = colors.mutedText;
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.moveTo(across, y.top);
      ctx.lineTo(across, chartArea.bottom);
      ctx.stroke();

      const down = y.getPixelForValue(height);
      if (Number.isFinite(height) && Number.isFinite(down)) {
        ctx.beginPath();
        ctx.arc(across, down, 4.5 * scale, 0, 2 * Math.PI);
        ctx.fillStyle = 'white';
        ctx.fill();
        ctx.strokeStyle = color;
        ctx.lineWidth = 2.5 * scale;
        ctx.stroke();
      }

      ctx.font = `${12 * scale}px ${fontFamilies()}`;
      const box = freeBox(chart, across, y, ctx.measureText(label).width + 8, 20 * scale);
      ctx.fillStyle = 'rgba(255, 255, 255, 0.9)';
      ctx.fillRect(box.left, box.top, box.width, box.height);
      ctx.fillStyle = colors.text;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      ctx.fillText(label, box.left + box.width / 2, box.top + box.height / 2);
      ctx.restore();
    },
  };
}

/** The first place beside the line that no curve passes through, or else the first place inside the chart. */
function freeBox(chart: Chart<'line'>, across: number, y: Scale, width: number, height: number): Box {
  const middle = (y.top + y.bottom - height) / 2;
  const places = [y.top + GAP, y.bottom - height - GAP, middle].flatMap((top) =>
    [across + GAP, across - GAP - width].map((left) => ({ left, top, width, height })),
  );
  const inside = places.filter(
    ({ left }) => left >= chart.chartArea.left && left + width <= chart.chartArea.right,
  );
  return inside.find((box) => !crossed(chart, box)) ?? inside[0] ?? (places[0] as Box);
}

/** Whether a piece of a curve, taken as its bounding box, touches the box. */
function crossed(chart: Chart<'line'>, { left, top, width, height }: Box): boolean {
  return chart.getSortedVisibleDatasetMetas().some(({ data }) =>
    data.some((point, i) => {
      const before = data[i - 1] ?? point;
      return (
        Math.max(before.x, point.x) >= left &&
        Math.min(before.x, point.x) <= left + width &&
        Math.max(before.y, point.y) >= top &&
        Math.min(before.y, point.y) <= top + height
      );
    }),
  );
}
