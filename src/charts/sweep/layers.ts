import type { Chart, Plugin } from 'chart.js';
import { colors } from '../parts/theme.js';
import { kindOf } from './chartedSweep.js';
import { drawMark, MANY, markColors } from './marks.js';
import type { Median } from './medians.js';
import type { StrippedAxis } from './metricStrip.js';
import type { PlacedTrial } from './placedTrials.js';

// What is drawn under the points of a sweep's trials, and over them.

/** Dashed lines between the numbers of an axis and what stands apart from them. */
export function dividersLayer(dividers: {
  x?: number | undefined;
  y?: number | undefined;
}): Plugin<'scatter'> {
  return {
    id: 'dividers',
    beforeDatasetsDraw: ({ ctx, chartArea: { left, right, top, bottom }, scales: { x, y } }) => {
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.strokeStyle = colors.border;
      ctx.lineWidth = 1;
      ctx.setLineDash([4, 3]);
      if (dividers.x !== undefined) {
        const at = x.getPixelForValue(dividers.x);
        line(ctx, at, top, at, bottom);
      }
      if (dividers.y !== undefined) {
        const at = y.getPixelForValue(dividers.y);
        line(ctx, left, at, right, at);
      }
      ctx.restore();
    },
  };
}

/** A line from one deviation of the repeats below each trial's mean to one above. */
export function spreadLayer(placed: readonly PlacedTrial[], { spread }: StrippedAxis): Plugin<'scatter'> {
  return {
    id: 'spread',
    beforeDatasetsDraw: ({ ctx, scales: { x, y } }) => {
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.lineWidth = placed.length > MANY ? 0.5 : 1.25;
      for (const { x: across, trial } of placed) {
        const ends = spread(trial);
        if (ends === undefined) continue;
        ctx.strokeStyle = kindOf(trial) === 'short' ? markColors.shortEdge : markColors.whole;
        const at = x.getPixelForValue(across);
        line(ctx, at, y.getPixelForValue(ends.from), at, y.getPixelForValue(ends.to));
      }
      ctx.restore();
    },
  };
}

export function mediansLayer(medians: readonly Median[]): Plugin<'scatter'> {
  return {
    id: 'medians',
    afterDatasetsDraw: ({ ctx, scales: { x, y } }) => {
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.strokeStyle = colors.text;
      ctx.lineWidth = 2;
      for (const { from, to, y: at } of medians) {
        const height = y.getPixelForValue(at);
        line(ctx, x.getPixelForValue(from), height, x.getPixelForValue(to), height);
      }
      ctx.restore();
    },
  };
}

/** The star of the best trial, over all else. */
export function starLayer(best: readonly PlacedTrial[]): Plugin<'scatter'> {
  return {
    id: 'star',
    afterDatasetsDraw: ({ ctx, scales: { x, y } }) => {
      if (x === undefined || y === undefined) return;
      for (const { x: across, y: up } of best) {
        drawMark(ctx, 'best', x.getPixelForValue(across), y.getPixelForValue(up));
      }
    },
  };
}

function line(ctx: Chart['ctx'], fromX: number, fromY: number, toX: number, toY: number): void {
  ctx.beginPath();
  ctx.moveTo(fromX, fromY);
  ctx.lineTo(toX, toY);
  ctx.stroke();
}
