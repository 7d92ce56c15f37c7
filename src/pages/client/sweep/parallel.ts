import { kindOf } from '../../../charts/sweep/chartedSweep.js';
import { element, onColors } from '../charts/index.js';
import { Brush } from './brush.js';
import type { Filter } from './filter.js';
import { goodness, uprightAxes } from './parallelAxes.js';
import { drawLines, drawParallel } from './parallelDrawing.js';
import { type DrawnLine, type Frame, frameOf, leastWidth, nearestLine } from './parallelFrame.js';
import type { Selection } from './selection.js';
import type { PageSweep } from './sweep.js';
import { leftOut, lines, nameOf } from './texts.js';

const HINT =
  'A click on a line chooses its trial, or leaves it out again; a drag along an axis filters the trials, a click on the axis ends that. With the chart in focus, ← and → go from the best trial to the worst, Enter chooses.';

/** A line for each configuration across an axis for each hyperparameter and one for the metric. */
export function showParallel(
  section: HTMLElement,
  sweep: PageSweep,
  selection: Selection,
  filter: Filter | undefined,
): void {
  const axes = uprightAxes(sweep);
  const rows = new Map(sweep.rows.map((row) => [row.number, row]));
  const ranked = rankedLines(sweep, axes);
  const { metric } = sweep;
  section.append(
    element(
      'p',
      `The better a trial's ${metric.name}, the stronger its line. What diverged or failed is thin, red and dotted; a chosen trial is broad, with dashes of its own.${leftOut(sweep)} The numbers are in the table of the trials.`,
      { class: 'muted' },
    ),
  );
  const scroll = element('div', '', { class: 'wide' });
  const box = element('div', '', { class: 'chart parallel' });
  box.style.minWidth = `${leastWidth(axes.length)}px`;
  const canvas = element('canvas', '', {
    role: 'img',
    tabindex: '0',
    'aria-label': `All hyperparameters and ${metric.name}, a line for each trial. ${HINT}`,
  });
  const said = element('p', '', { class: 'said', 'aria-live': 'polite' });
  box.append(canvas);
  scroll.append(box);
  section.append(scroll, element('p', HINT, { class: 'hint' }), said);

  let frame: Frame = { width: 0, height: 0, axes: axes.length };
  let pointed: DrawnLine | undefined;
  const brush = new Brush(axes, ranked, filter);
  const left = () => ranked.filter(({ number }) => selection.isLeft(number));
  const under = element('canvas');
  const draw = () => {
    const ctx = scaledContext(canvas, frame);
    if (ctx !== undefined)
      drawParallel(ctx, frame, { under, axes, ranked, selection, pointed, bands: brush.bands });
  };
  const drawAnew = () => {
    const ctx = scaledContext(under, frame);
    if (ctx !== undefined) drawLines(ctx, frame, ranked, selection);
    draw();
  };
  const point = (line: DrawnLine | undefined) => {
    if (line === pointed) return;
    pointed = line;
    const row = line && rows.get(line.number);
    said.textContent = row === undefined ? '' : `${nameOf(sweep, row)}; ${lines(sweep, row).join('; ')}`;
    draw();
  };
  const choose = () => {
    if (pointed !== undefined) selection.toggle(pointed.number);
  };
  canvas.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch' || !brush.begin(frame, event)) return;
    canvas.setPointerCapture(event.pointerId);
    point(undefined);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (brush.move(frame, event)) {
      draw();
      return;
    }
    const isOnAxis = brush.isOnAxis(frame, event);
    point(isOnAxis ? undefined : nearestLine(frame, left(), { x: event.offsetX, y: event.offsetY }));
    canvas.className = isOnAxis ? 'brushing' : pointed === undefined ? '' : 'pointing';
  });
  canvas.addEventListener('pointerup', (event) => {
    if (brush.end(frame, event)) {
      draw();
      return;
    }
    point(nearestLine(frame, left(), { x: event.offsetX, y: event.offsetY }));
    choose();
  });
  canvas.addEventListener('pointerleave', () => point(undefined));
  canvas.addEventListener('keydown', (event) => {
    const all = left();
    const place = pointed === undefined ? -1 : all.indexOf(pointed);
    const go = (to: number) => () => point(all[Math.min(all.length - 1, Math.max(0, to))]);
    const moves: Record<string, () => void> = {
      ArrowLeft: go(place - 1),
      ArrowRight: go(place + 1),
      Home: go(0),
      End: go(all.length - 1),
      Enter: choose,
      Escape: () => point(undefined),
    };
    const { [event.key]: move } = moves;
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  });
  new ResizeObserver(() => {
    frame = frameOf(box, axes.length);
    const density = window.devicePixelRatio;
    for (const each of [canvas, under]) {
      each.width = Math.round(frame.width * density);
      each.height = Math.round(frame.height * density);
    }
    drawAnew();
  }).observe(box);
  selection.onChange(drawAnew);
  onColors(drawAnew);
}

/** What draws in the frame's pixels, however many of the screen's there are in one; undefined while there is no room. */
function scaledContext(canvas: HTMLCanvasElement, { width }: Frame): CanvasRenderingContext2D | undefined {
  const ctx = canvas.getContext('2d');
  if (ctx === null || canvas.width === 0 || width === 0) return undefined;
  const scale = canvas.width / width;
  ctx.setTransform(scale, 0, 0, scale, 0, 0);
  return ctx;
}

/** The configurations' lines from the best to the worst. */
function rankedLines(sweep: PageSweep, axes: ReturnType<typeof uprightAxes>): DrawnLine[] {
  const good = goodness(sweep);
  return sweep.trials
    .map(
      (trial, i): DrawnLine => ({
        number: trial.trial,
        kind: kindOf(trial),
        isBest: trial.trial === sweep.best,
        goodness: good[i],
        heights: axes.map(({ heights }) => heights[i] ?? 0),
        values: axes.map(({ valueIn }) => valueIn(trial)),
      }),
    )
    .sort(
      (a, b) =>
        Number(b.isBest) - Number(a.isBest) || (b.goodness ?? -1) - (a.goodness ?? -1) || a.number - b.number,
    );
}
