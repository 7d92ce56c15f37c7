import { color, count } from '../charts/index.js';
import type { Band } from './brush.js';
import { drawStar } from './layers.js';
import { dashes } from './looks.js';
import type { UprightAxis } from './parallelAxes.js';
import { across, between, type DrawnLine, type Frame, up } from './parallelFrame.js';
import type { Selection } from './selection.js';
import { cut } from './texts.js';

const FONT = '12px system-ui, sans-serif';
/** From one line of text to the next. */
const LETTER = 14;
const CHARACTER = 7.5;
/** From an axis to its labels, and from that on which the best trial's star stands. */
const BESIDE_AXIS = 10;
const BESIDE_STAR = 15;
/** With more lines than this they are thinner. */
const MANY = 100;
/** How much fainter than the best the others get where there are many. */
const MOST_POWER = 8;
const LEAST_ALPHA = 0.4;

type Context = CanvasRenderingContext2D;

/** What the chart shows at the moment. */
interface Shown {
  /** What drawLines drew, which stays as it is while the pointer moves. */
  under: HTMLCanvasElement;
  axes: readonly UprightAxis[];
  /** From the best to the worst. */
  ranked: readonly DrawnLine[];
  selection: Selection;
  pointed: DrawnLine | undefined;
  bands: readonly Band[];
}

export function drawParallel(
  ctx: Context,
  frame: Frame,
  { under, axes, ranked, selection, pointed, bands }: Shown,
): void {
  ctx.clearRect(0, 0, frame.width, frame.height);
  ctx.drawImage(under, 0, 0, frame.width, frame.height);
  for (const band of bands) drawBand(ctx, frame, band);
  const marked = ranked.flatMap((line) => {
    const look = selection.lookOf(line.number);
    return look === undefined ? [] : [{ line, paint: color(`look${look}`), dash: dashes[look] ?? [] }];
  });
  for (const { line, paint, dash } of marked) {
    drawLine(ctx, frame, line, { stroke: color('paper'), width: 6, dash: [] });
    drawLine(ctx, frame, line, { stroke: paint, width: 3, dash });
  }
  if (pointed !== undefined) drawLine(ctx, frame, pointed, { stroke: color('text'), width: 3.5, dash: [] });
  const longest = axes.reduce((most, { name }) => Math.max(most, name.length), 0);
  const isTight = longest * CHARACTER > between(frame);
  for (const [i, axis] of axes.entries()) drawAxis(ctx, frame, axis, i, isTight);
  const named = marked.filter(({ line }) => line !== pointed);
  drawNumbers(
    ctx,
    frame,
    pointed === undefined ? named : [...named, { line: pointed, paint: color('text') }],
  );
  const best = ranked.find(({ isBest }) => isBest);
  if (best !== undefined) drawStar(ctx, across(frame, axes.length - 1), up(frame, best.heights.at(-1) ?? 0));
}

/** All lines, the best on top, and what the filter leaves out below all. Of many lines only the best are strong. */
export function drawLines(
  ctx: Context,
  frame: Frame,
  ranked: readonly DrawnLine[],
  selection: Selection,
): void {
  ctx.clearRect(0, 0, frame.width, frame.height);
  const ramp = [0, 1, 2, 3, 4].map((step) => color(`good${step}`));
  const [pale = '', lost = ''] = [color('grid'), color('testing')];
  const isLeft = (line: DrawnLine) => selection.isLeft(line.number);
  const order = [...ranked].reverse().sort((a, b) => Number(isLeft(a)) - Number(isLeft(b)));
  const power = Math.min(MOST_POWER, 1 + ranked.filter(isLeft).length / MANY);
  const isMany = ranked.length > MANY;
  for (const line of order) {
    const strength = isLeft(line) ? (line.goodness ?? 0) ** power : 0;
    const shade = ramp[Math.min(4, Math.floor(5 * strength))] ?? pale;
    ctx.globalAlpha = isMany ? LEAST_ALPHA + (1 - LEAST_ALPHA) * strength : 1;
    drawLine(ctx, frame, line, {
      stroke: !isLeft(line) ? pale : line.kind === 'lost' ? lost : shade,
      width: (isMany ? 0.5 : 1) + strength,
      dash: line.kind === 'lost' ? [2, 4] : [],
    });
  }
  ctx.globalAlpha = 1;
}

function drawBand(ctx: Context, frame: Frame, { axis, from, to }: Band): void {
  const [top, bottom] = [up(frame, to), up(frame, from)];
  ctx.fillStyle = color('drag');
  ctx.strokeStyle = color('accent');
  ctx.lineWidth = 1;
  ctx.fillRect(across(frame, axis) - 10, top, 20, bottom - top);
  ctx.strokeRect(across(frame, axis) - 10, top, 20, bottom - top);
}

function drawLine(
  ctx: Context,
  frame: Frame,
  { heights }: DrawnLine,
  { stroke, width, dash }: { stroke: string; width: number; dash: readonly number[] },
): void {
  ctx.beginPath();
  for (const [i, height] of heights.entries()) ctx.lineTo(across(frame, i), up(frame, height));
  ctx.strokeStyle = stroke;
  ctx.lineWidth = width;
  ctx.lineJoin = 'round';
  ctx.setLineDash([...dash]);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** @param isTight whether there is no room for the axes' names side by side, and they stand by turns above each other */
function drawAxis(
  ctx: Context,
  frame: Frame,
  { name, ticks }: UprightAxis,
  i: number,
  isTight: boolean,
): void {
  const x = across(frame, i);
  ctx.font = FONT;
  const right = x - (i === frame.axes - 1 ? BESIDE_STAR : BESIDE_AXIS);
  for (const { at, label } of ticks) cover(ctx, label, right, up(frame, at));
  for (const { at, label } of ticks) write(ctx, label, { x: right, y: up(frame, at), align: 'right' });
  // After the texts, whose edges would notch it.
  ctx.beginPath();
  ctx.moveTo(x, up(frame, 0));
  ctx.lineTo(x, up(frame, 1));
  for (const { at } of ticks) {
    ctx.moveTo(x - 6, up(frame, at));
    ctx.lineTo(x, up(frame, at));
  }
  ctx.strokeStyle = color('border');
  ctx.lineWidth = 1.5;
  ctx.stroke();
  const room = Math.floor(((isTight ? 2 : 1) * between(frame)) / CHARACTER);
  const y = isTight && i % 2 === 0 ? 10 : 26;
  write(ctx, cut(name, Math.max(6, room)), { x, y, align: 'center', isBold: true });
}

/** Takes the strength of the lines where a label stands. */
function cover(ctx: Context, label: string, right: number, y: number): void {
  const width = ctx.measureText(label).width + 6;
  ctx.globalAlpha = 0.8;
  ctx.fillStyle = color('paper');
  ctx.fillRect(right + 2 - width, y - LETTER / 2, width, LETTER);
  ctx.globalAlpha = 1;
}

/** Writes the trials' numbers behind the ends of their lines, below each other where these are close. */
function drawNumbers(ctx: Context, frame: Frame, lines: readonly { line: DrawnLine; paint: string }[]): void {
  const x = across(frame, frame.axes - 1) + 14;
  const end = ({ heights }: DrawnLine) => up(frame, heights.at(-1) ?? 0);
  // From the lowest up, since that is where there is no room beyond.
  let room = frame.height - LETTER / 2;
  for (const { line, paint } of lines.toSorted((a, b) => end(b.line) - end(a.line))) {
    const y = Math.min(end(line), room);
    room = y - LETTER;
    write(ctx, count(line.number), { x, y, align: 'left', isBold: true, paint });
  }
}

/** A text with the paper's colour around it, so that it can be read over lines. */
function write(
  ctx: Context,
  text: string,
  {
    x,
    y,
    align,
    isBold = false,
    paint = color('text'),
  }: { x: number; y: number; align: CanvasTextAlign; isBold?: boolean; paint?: string },
): void {
  ctx.font = isBold ? `600 ${FONT}` : FONT;
  ctx.textAlign = align;
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4;
  ctx.strokeStyle = color('paper');
  ctx.strokeText(text, x, y);
  ctx.fillStyle = paint;
  ctx.fillText(text, x, y);
}
