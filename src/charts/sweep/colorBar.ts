import type { Plugin } from 'chart.js';
import { colors } from '../parts/theme.js';
import { fontFamilies } from '../png/systemFonts.js';
import { cssOf, heatColor } from './heatColors.js';
import type { HeatScale } from './heatScale.js';

/** The room at the right of a chart that the bar needs, in logical pixels. */
export const COLOR_BAR = 122;

const AWAY = 26;
const WIDTH = 18;
const STEPS = 128;

/** Draws the colours of a scale as a bar beside the chart, with their numbers, and the metric's name along it. */
export function colorBar(scale: HeatScale, title: string): Plugin<'scatter'> {
  return {
    id: 'color-bar',
    afterDraw: ({ ctx, chartArea: { right, top, bottom }, width }) => {
      const left = right + AWAY;
      const height = bottom - top;
      const [foot, head] = scale.ends;
      ctx.save();
      for (let step = 0; step < STEPS; step++) {
        ctx.fillStyle = cssOf(heatColor(foot + ((step + 0.5) / STEPS) * (head - foot)));
        const from = bottom - ((step + 1) / STEPS) * height;
        ctx.fillRect(left, from, WIDTH, height / STEPS + (step === 0 ? 0 : 0.5));
      }
      ctx.strokeStyle = colors.border;
      ctx.lineWidth = 1;
      ctx.strokeRect(left, top, WIDTH, height);
      ctx.fillStyle = colors.text;
      ctx.font = `11px ${fontFamilies()}`;
      ctx.textBaseline = 'middle';
      for (const { at, label } of scale.ticks) {
        const y = bottom - at * height;
        ctx.beginPath();
        ctx.moveTo(left + WIDTH, y);
        ctx.lineTo(left + WIDTH + 4, y);
        ctx.stroke();
        ctx.fillText(label, left + WIDTH + 8, y);
      }
      if (scale.hasBeyond) {
        ctx.textAlign = 'center';
        const isAtTop = head < foot;
        ctx.fillText('and worse', left + WIDTH / 2, isAtTop ? top - 9 : bottom + 10);
      }
      ctx.textAlign = 'center';
      ctx.font = `12px ${fontFamilies()}`;
      ctx.translate(width - 14, (top + bottom) / 2);
      ctx.rotate(-Math.PI / 2);
      ctx.fillText(title, 0, 0, height);
      ctx.restore();
    },
  };
}
