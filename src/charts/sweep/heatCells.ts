import type { Chart, Plugin } from 'chart.js';
import { formatNumber } from '../../format.js';
import { colors } from '../parts/theme.js';
import { fontFamilies } from '../png/systemFonts.js';
import type { SweptTrial } from './chartedSweep.js';
import type { ChosenPair } from './chosenPair.js';
import { cssOf, hasDarkText, heatColor } from './heatColors.js';
import type { HeatScale } from './heatScale.js';
import { drawMark, hatch } from './marks.js';
import type { Places } from './places.js';

/** The trials that have two values. */
export interface HeatCell {
  column: number;
  row: number;
  /** Of those with a finite metric; NaN if there are none. */
  mean: number;
  trials: number;
  /** Trials without a finite metric. */
  lost: number;
  isBest: boolean;
}

/** A cell for each pair of values that trials have. */
export function heatCells(
  { x, y, trials }: ChosenPair,
  across: Places,
  up: Places,
  best: number | undefined,
): HeatCell[] {
  const cells = new Map<string, { column: number; row: number; own: SweptTrial[] }>();
  for (const trial of trials) {
    const [column, row] = [across.place(trial.values[x.key]), up.place(trial.values[y.key])];
    if (column === undefined || row === undefined) continue;
    const cell = cells.get(`${column} ${row}`) ?? { column, row, own: [] };
    cell.own.push(trial);
    cells.set(`${column} ${row}`, cell);
  }
  return [...cells.values()].map(({ column, row, own }) => {
    const metrics = own.map(({ metric }) => metric).filter(Number.isFinite);
    return {
      column,
      row,
      mean: metrics.reduce((sum, metric) => sum + metric, 0) / metrics.length,
      trials: own.length,
      lost: own.length - metrics.length,
      isBest: own.some(({ trial }) => trial === best),
    };
  });
}

const FONT = 12;
const SIDES = 8;
const DIGITS = 4;
const STAR = 13;
/** A second line of text needs this height. */
const TWO_LINES = 52;

/** Draws the cells over a hatched ground, which shows where no cell is. */
export function cellsLayer(cells: readonly HeatCell[], scale: HeatScale | undefined): Plugin<'scatter'> {
  return {
    id: 'heat-cells',
    beforeDatasetsDraw: ({ ctx, chartArea: { left, right, top, bottom }, scales: { x, y } }) => {
      if (x === undefined || y === undefined) return;
      ctx.save();
      hatch(ctx, left, top, right - left, bottom - top);
      const width = x.getPixelForValue(1) - x.getPixelForValue(0);
      const height = y.getPixelForValue(0) - y.getPixelForValue(1);
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      ctx.font = `${FONT}px ${fontFamilies()}`;
      const widest = Math.max(0, ...cells.map(({ mean }) => ctx.measureText(textOf(mean)).width));
      const hasText = widest + SIDES < width && height > FONT + SIDES;
      for (const cell of cells) {
        const [middle, centre] = [x.getPixelForValue(cell.column), y.getPixelForValue(cell.row)];
        const fraction = scale === undefined ? 1 : scale.fraction(cell.mean);
        const isLost = fraction === undefined || Number.isNaN(cell.mean);
        ctx.fillStyle = isLost ? colors.grid : cssOf(heatColor(fraction));
        ctx.fillRect(middle - width / 2, centre - height / 2, width, height);
        ctx.strokeStyle = 'white';
        ctx.lineWidth = 1.5;
        ctx.strokeRect(middle - width / 2, centre - height / 2, width, height);
        const isDark = isLost || hasDarkText(fraction);
        const isHigh = height > TWO_LINES;
        // A star has its place above the text, or left of it.
        const up = cell.isBest && hasText && isHigh ? STAR : 0;
        const aside = cell.isBest && hasText && !isHigh ? widest / 2 + STAR : 0;
        const note = noteOf(cell);
        const hasNote = note !== '' && isHigh && ctx.measureText(note).width + SIDES < width;
        const down = centre + up - (hasNote ? 7 : 0);
        if (isLost) drawMark(ctx, 'lost', middle, down);
        else if (hasText) drawText(ctx, textOf(cell.mean), middle, down, isDark);
        if (hasNote) drawText(ctx, note, middle, down + 15, isDark);
        if (cell.isBest) drawMark(ctx, 'best', middle - aside, down - 2 * up);
      }
      ctx.restore();
    },
  };
}

function drawText(ctx: Chart['ctx'], text: string, x: number, y: number, isDark: boolean): void {
  ctx.fillStyle = isDark ? colors.text : 'white';
  ctx.fillText(text, x, y + 1);
}

/** Four digits, the zeros at their end too where that takes no thousands. */
export function textOf(mean: number): string {
  const rounded = Number(mean.toPrecision(DIGITS));
  const size = Math.abs(rounded);
  return size >= 1e-3 && size < 1e3 ? mean.toPrecision(DIGITS) : formatNumber(rounded);
}

function noteOf({ trials, lost }: HeatCell): string {
  return lost > 0 && trials > 1 ? `${lost} of ${trials} ×` : '';
}
