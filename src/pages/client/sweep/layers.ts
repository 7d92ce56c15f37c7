import type { Chart, ChartType, Plugin } from 'chart.js';
import type { Median } from '../../../charts/sweep/medians.js';
import type { StrippedAxis } from '../../../charts/sweep/metricStrip.js';
import type { PlacedTrial } from '../../../charts/sweep/placedTrials.js';
import { starPath } from '../../../charts/sweep/starPath.js';
import { color } from '../charts/index.js';

interface Layers {
  points: readonly PlacedTrial[];
  best: readonly PlacedTrial[];
  medians: readonly Median[];
  /** Between names and numbers. */
  divider: number | undefined;
  vertical: StrippedAxis;
}

type Context = Chart['ctx'];

/** What a panel has under its points, and over them. */
export function panelLayers({ points, best, medians, divider, vertical }: Layers): Plugin<ChartType> {
  return {
    id: 'trials',
    beforeDatasetsDraw: ({ ctx, chartArea: { left, right, top, bottom }, scales: { x, y } }) => {
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.strokeStyle = color('border');
      ctx.setLineDash([4, 3]);
      if (divider !== undefined) {
        const at = x.getPixelForValue(divider);
        line(ctx, at, top, at, bottom);
      }
      if (vertical.edge !== undefined) {
        const at = y.getPixelForValue(vertical.edge);
        line(ctx, left, at, right, at);
      }
      ctx.setLineDash([]);
      ctx.strokeStyle = color('trial-edge');
      for (const point of points) {
        const ends = vertical.spread(point.trial);
        if (ends === undefined) continue;
        const at = x.getPixelForValue(point.x);
        line(ctx, at, y.getPixelForValue(ends.from), at, y.getPixelForValue(ends.to));
      }
      ctx.restore();
    },
    afterDatasetsDraw: ({ ctx, scales: { x, y } }) => {
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.strokeStyle = color('text');
      ctx.lineWidth = 2;
      for (const { from, to, y: at } of medians) {
        const height = y.getPixelForValue(at);
        line(ctx, x.getPixelForValue(from), height, x.getPixelForValue(to), height);
      }
      for (const point of best) drawStar(ctx, x.getPixelForValue(point.x), y.getPixelForValue(point.y));
      ctx.restore();
    },
  };
}

/** The star of the best trial. */
export function drawStar(ctx: Context, x: number, y: number): void {
  ctx.save();
  ctx.beginPath();
  starPath(ctx, x, y, 9);
  ctx.fillStyle = color('star');
  ctx.strokeStyle = color('text');
  ctx.lineWidth = 1.25;
  ctx.fill();
  ctx.stroke();
  ctx.restore();
}

function line(ctx: Context, fromX: number, fromY: number, toX: number, toY: number): void {
  ctx.beginPath();
  ctx.moveTo(fromX, fromY);
  ctx.lineTo(toX, toY);
  ctx.stroke();
}
