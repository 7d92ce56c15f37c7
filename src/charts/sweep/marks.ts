import type { Chart } from 'chart.js';
import { colors } from '../parts/theme.js';
import { starPath } from './starPath.js';

/** What stands for a trial, or says something of several. */
export type MarkKind =
  | 'whole'
  | 'short'
  | 'lost'
  | 'above'
  | 'below'
  | 'best'
  | 'median'
  | 'spread'
  | 'empty'
  | LineKind;

type LineKind = 'bestLine' | 'line' | 'shortLine' | 'lostLine';

type Context = Chart['ctx'];

/** More trials than this are drawn smaller and thinner. */
export const MANY = 400;

/** The looks differ by shape and lightness too, not by colour alone. */
export const markColors = {
  whole: 'rgba(11, 63, 214, 0.5)',
  wholeOfMany: 'rgba(11, 63, 214, 0.25)',
  wholeEdge: 'rgba(11, 63, 214, 0.85)',
  short: 'rgba(11, 63, 214, 0.12)',
  shortEdge: 'rgba(11, 63, 214, 0.4)',
  lost: colors.testing,
  best: colors.identity,
} as const;

/** Of the lines of losses. */
export const lineColors = {
  best: colors.training,
  few: 'rgba(87, 96, 106, 0.5)',
  many: 'rgba(87, 96, 106, 0.28)',
  end: 'rgba(87, 96, 106, 0.9)',
  lost: 'rgba(209, 36, 47, 0.35)',
  lostEnd: colors.testing,
} as const;

/** Draws a mark as it stands in a legend, or the best's star where it belongs. */
export function drawMark(ctx: Context, kind: MarkKind, x: number, y: number, radius = 4.5): void {
  ctx.save();
  ctx.lineJoin = 'round';
  ctx.beginPath();
  if (kind === 'best') {
    starPath(ctx, x, y, 2 * radius);
    fillAndStroke(ctx, markColors.best, colors.text, 1.25);
  } else if (kind === 'whole' || kind === 'short') {
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    fillAndStroke(ctx, markColors[kind], markColors[`${kind}Edge`], 1);
  } else if (kind === 'lost') {
    for (const slope of [1, -1]) {
      ctx.moveTo(x - radius, y - slope * radius);
      ctx.lineTo(x + radius, y + slope * radius);
    }
    fillAndStroke(ctx, undefined, markColors.lost, 1.75);
  } else if (kind === 'above' || kind === 'below') {
    triangle(ctx, x, y, kind === 'above' ? radius : -radius);
    fillAndStroke(ctx, markColors.whole, markColors.wholeEdge, 1);
  } else if (kind === 'median') {
    ctx.moveTo(x - 2 * radius, y);
    ctx.lineTo(x + 2 * radius, y);
    fillAndStroke(ctx, undefined, colors.text, 2);
  } else if (kind === 'bestLine' || kind === 'line' || kind === 'shortLine' || kind === 'lostLine') {
    drawLine(ctx, kind, x, y, radius);
  } else if (kind === 'empty') {
    hatch(ctx, x - 2 * radius, y - 1.5 * radius, 4 * radius, 3 * radius);
  } else {
    ctx.moveTo(x, y - 1.6 * radius);
    ctx.lineTo(x, y + 1.6 * radius);
    fillAndStroke(ctx, undefined, markColors.wholeEdge, 1.25);
  }
  ctx.restore();
}

/** A piece of a line, with what stands at its end. */
function drawLine(ctx: Context, kind: LineKind, x: number, y: number, radius: number): void {
  const end = kind === 'line' ? x + 2 * radius : kind === 'bestLine' ? x + 0.5 * radius : x + radius;
  ctx.moveTo(x - 2.8 * radius, y);
  ctx.lineTo(end, y);
  const color =
    kind === 'bestLine' ? lineColors.best : kind === 'lostLine' ? lineColors.lost : lineColors.few;
  fillAndStroke(ctx, undefined, color, kind === 'bestLine' ? 3 : 1.5);
  if (kind === 'bestLine') drawMark(ctx, 'best', end, y, 0.9 * radius);
  if (kind === 'lostLine') drawMark(ctx, 'lost', end, y, 0.9 * radius);
  if (kind !== 'shortLine') return;
  ctx.beginPath();
  ctx.arc(end, y, 2.5, 0, 2 * Math.PI);
  ctx.fillStyle = lineColors.end;
  ctx.fill();
}

const HATCH = 7;

/** Slanted lines all over a rectangle, where there is nothing else. */
export function hatch(ctx: Context, left: number, top: number, width: number, height: number): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.beginPath();
  for (let x = left - height; x < left + width; x += HATCH) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.strokeStyle = colors.grid;
  ctx.lineWidth = 1.25;
  ctx.stroke();
  ctx.restore();
}

function fillAndStroke(ctx: Context, fill: string | undefined, edge: string, width: number): void {
  if (fill !== undefined) {
    ctx.fillStyle = fill;
    ctx.fill();
  }
  ctx.strokeStyle = edge;
  ctx.lineWidth = width;
  ctx.stroke();
}

function triangle(ctx: Context, x: number, y: number, radius: number): void {
  for (let i = 0; i < 3; i++) {
    const angle = (i * 2 * Math.PI) / 3 - Math.PI / 2; // upwards
    ctx.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  }
  ctx.closePath();
}
