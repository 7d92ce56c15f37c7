import type { Plugin } from 'chart.js';
import { balancedRows } from '../parts/balancedRows.js';
import { colors } from '../parts/theme.js';
import type { Tile } from '../png/renderPng.js';
import { PIXEL_DENSITY } from '../png/size.js';
import { fontFamilies } from '../png/systemFonts.js';
import { drawMark, type MarkKind } from './marks.js';

/** What a mark means. */
export interface LegendEntry {
  mark: MarkKind;
  text: string;
}

const ROW = 22;
const FONT = 12;
const MARK = 26;
const BETWEEN = 22;
const CHARACTER_WIDTH = 6.8;
const NARROWER = 20;

/** A legend of marks as a part of a picture, in as many rows as it needs. */
export function legendTile<Data>(
  entries: readonly LegendEntry[],
  width: number,
  top: number,
): Tile<'scatter', Data> {
  const rows = balancedRows(entries, { width: width - 2 * BETWEEN, widthOf, gap: BETWEEN, step: NARROWER });
  return {
    configuration: {
      type: 'scatter',
      data: { datasets: [] },
      plugins: [legend(rows, width)],
      options: {
        animation: false,
        responsive: false,
        devicePixelRatio: PIXEL_DENSITY,
        plugins: { legend: { display: false } },
        scales: { x: { display: false }, y: { display: false } },
      },
    },
    left: 0,
    top,
    size: { width, height: ROW * rows.length + 4 },
  };
}

function widthOf({ text }: LegendEntry): number {
  return MARK + CHARACTER_WIDTH * text.length;
}

function legend(rows: readonly (readonly LegendEntry[])[], width: number): Plugin<'scatter'> {
  return {
    id: 'marks-legend',
    afterDraw: ({ ctx }) => {
      ctx.save();
      ctx.font = `${FONT}px ${fontFamilies()}`;
      ctx.textBaseline = 'middle';
      rows.forEach((entries, row) => {
        const widths = entries.map(({ text }) => MARK + ctx.measureText(text).width + BETWEEN);
        const y = ROW * (row + 0.5);
        let x = (width - widths.reduce((sum, each) => sum + each, -BETWEEN)) / 2;
        entries.forEach(({ mark, text }, i) => {
          drawMark(ctx, mark, x + MARK / 2, y);
          ctx.fillStyle = colors.text;
          ctx.fillText(text, x + MARK, y + 1);
          x += widths[i] as number;
        });
      });
      ctx.restore();
    },
  };
}
