import { lossCurves } from '../../charts/loss/curves.js';
import type { Losses } from '../../charts/parts/runChart.js';
import { verticalScale } from '../../charts/parts/yScale.js';
import { formatCount, formatNumber } from '../../format.js';
import type { EpochRecord } from '../../training/history.js';
import { middleOf } from '../../training/middle.js';
import { toAscii } from '../ascii.js';
import type { Line } from '../print.js';
import { DotCanvas, type Dots, type Pen } from './dotCanvas.js';
import { epochAxis, lossAxis } from './plotAxes.js';

/** The terminal that a plot is to fit in. */
export interface PlotSpace {
  columns: number;
  rows: number;
  dots: Dots;
}

const pens: Record<keyof typeof lossCurves, Pen> = {
  train: { style: 'blueBright', letter: '*', dashes: { braille: [1, 0], ascii: [1, 0] } },
  test: { style: 'red', letter: 'o', dashes: { braille: [4, 4], ascii: [2, 2] } },
  val: { style: 'green', letter: '+', dashes: { braille: [1, 2], ascii: [1, 2] } },
};

const LEAST_COLUMNS = 40;
const MOST_COLUMNS = 110;
/** Of a plot's rows; the lines around it take as many more. */
const [LEAST_ROWS, MOST_ROWS, ROWS_AROUND] = [6, 18, 7];

/** What loss.png shows, in lines of a terminal: the curves of the losses, which patterns tell apart, and what they ended at. */
export function lossPlot(
  { history, yScale, lossTitle, bestEpoch }: Losses,
  { columns, rows, dots }: PlotSpace,
): Line[] {
  if (columns < LEAST_COLUMNS) {
    return [`The terminal is ${columns} columns wide, and a chart takes ${LEAST_COLUMNS}.`];
  }
  const validated = history.some(({ valLoss }) => valLoss !== undefined);
  const shown = (['train', 'test', ...(validated ? ['val'] : [])] as const).map((name) => ({
    ...lossCurves[name as keyof typeof lossCurves],
    pen: pens[name as keyof typeof pens],
  }));
  const values = shown.flatMap(({ loss }) => history.map(loss)).filter(Number.isFinite);
  if (values.length === 0) return ['No loss is a finite number.'];

  const type = verticalScale(values, yScale);
  const height = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, rows - ROWS_AROUND));
  const { place, labels } = lossAxis(values, type, height);
  const gutter = Math.max(...labels.map(({ length }) => length)) + 1;
  const width = Math.min(columns, MOST_COLUMNS) - gutter - 2; // the last column stays free
  const canvas = new DotCanvas(width, height, dots);
  const [first, last] = [history[0]?.epoch ?? 1, history.at(-1)?.epoch ?? 1];
  const across = (epoch: number) => (epoch - first) / Math.max(1, last - first);
  for (const { loss, pen } of shown) {
    const heights = columnHeights(history, canvas.width, across, (record) => place(loss(record)));
    let before: readonly [number, number] | undefined;
    for (const [x, height] of heights) {
      const dot = [x, Math.round((1 - height) * (canvas.height - 1))] as const;
      // A single dot would be overlooked.
      const end = heights.size === 1 ? ([x + SINGLE, dot[1]] as const) : dot;
      if (Number.isFinite(height)) canvas.draw(before ?? dot, end, pen);
      before = Number.isFinite(height) ? dot : undefined;
    }
  }

  const marks = signs[dots];
  const best = history.find(({ epoch }) => epoch === bestEpoch);
  const column = (epoch: number) => Math.round(across(epoch) * (width - 1));
  const axis = epochAxis({ first, last, width, column });
  const ground = Array.from({ length: width }, (_, i) =>
    best !== undefined && column(best.epoch) === i
      ? marks.best
      : axis.ticks.includes(i)
        ? marks.tick
        : marks.along,
  );
  const kind = `${type === 'linear' ? 'linear' : 'log'} scale`;
  const title = `Loss over the epochs (${lossTitle === undefined ? kind : `${lossTitle}, ${kind}`})`;
  return [
    ...wrapped(title, columns).map((text): Line => ({ style: 'bold', text })),
    ...legend(shown, history, best && `${marks.best} best epoch ${formatCount(best.epoch)}`, columns, dots),
    ...canvas
      .lines()
      .map(
        (line, row): Line => [
          `${(labels[row] ?? '').padStart(gutter)}${labels[row] ? marks.label : marks.side}`,
          ...(line as readonly string[]),
        ],
      ),
    `${' '.repeat(gutter)}${marks.corner}${ground.join('')}`,
    `${' '.repeat(gutter + 1)}${axis.line}`,
  ];
}

/** In dots. */
const SINGLE = 3;

/**
 * A curve's height in each of the canvas's columns of dots that has epochs: their median, so that a curve that jumps up and down
 * does not cover the others; in the first column and the last the height of the first epoch and the last.
 */
function columnHeights(
  history: readonly EpochRecord[],
  width: number,
  across: (epoch: number) => number,
  height: (record: EpochRecord) => number,
): Map<number, number> {
  const columns = new Map<number, number[]>();
  for (const record of history) {
    const x = Math.round(across(record.epoch) * (width - 1));
    const heights = columns.get(x);
    if (heights === undefined) columns.set(x, [height(record)]);
    else heights.push(height(record));
  }
  return new Map(
    [...columns].map(([x, heights]) => {
      if (x === 0) return [x, heights[0] as number];
      return [
        x,
        x === width - 1
          ? (heights.at(-1) as number)
          : middleOf(heights.filter(Number.isFinite).sort((a, b) => a - b)),
      ];
    }),
  );
}

const signs = {
  braille: { side: '│', label: '┤', corner: '└', along: '─', tick: '┴', best: '▲' },
  ascii: { side: '|', label: '+', corner: '+', along: '-', tick: '+', best: '^' },
} as const;

const SAMPLE = 6;
const GAP = 3;

/** Each curve's pattern, name and last value, in as many lines as it takes. */
function legend(
  shown: readonly { label: string; loss: (record: EpochRecord) => number; pen: Pen }[],
  history: readonly EpochRecord[],
  best: string | undefined,
  columns: number,
  dots: Dots,
): Line[] {
  const end = history.at(-1) as EpochRecord;
  const entries = shown.map(({ label, loss, pen }) => {
    const canvas = new DotCanvas(SAMPLE, 1, dots);
    const figure = formatNumber(loss(end));
    canvas.draw([0, canvas.height >> 1], [canvas.width - 1, canvas.height >> 1], pen);
    return {
      parts: [
        ...(canvas.lines()[0] as readonly string[]),
        ` ${label} ${dots === 'ascii' ? toAscii(figure) : figure}`,
      ],
    };
  });
  const all = [...entries, ...(best === undefined ? [] : [{ parts: [best] }])];
  const lines: { parts: (typeof all)[number]['parts']; width: number }[] = [];
  for (const { parts } of all) {
    const width = parts.reduce((sum, part) => sum + textOf(part).length, 0);
    const line = lines.at(-1);
    if (line !== undefined && line.width + GAP + width < columns) {
      line.parts.push(' '.repeat(GAP), ...parts);
      line.width += GAP + width;
    } else lines.push({ parts: [...parts], width });
  }
  return lines.map(({ parts }) => parts);
}

/** A text in lines that a terminal has room for. */
function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length < columns)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function textOf(part: string | { text: string }): string {
  return typeof part === 'string' ? part : part.text;
}
