import type { Plugin } from 'chart.js';
import { fontFamilies } from '../png/systemFonts.js';
import { colors } from './theme.js';

/**
 * Writes a sentence into the middle of a chart that has little to show.
 *
 * @param size of the font, in logical pixels
 */
export function noteInside(
  text: string,
  size: number,
): Plugin<'line' | 'bar' | 'scatter'> & { note: string } {
  return {
    id: 'note-inside',
    note: text,
    afterDraw: ({ ctx, chartArea }) => {
      ctx.save();
      ctx.fillStyle = colors.mutedText;
      ctx.font = `${size}px ${fontFamilies()}`;
      ctx.textAlign = 'center';
      ctx.fillText(
        text,
        (chartArea.left + chartArea.right) / 2,
        (chartArea.top + chartArea.bottom) / 2,
        chartArea.right - chartArea.left,
      );
      ctx.restore();
    },
  };
}

/** The sentence that a chart has inside. */
export function noteOf(plugins: readonly object[]): string | undefined {
  return plugins.flatMap((plugin) => ('note' in plugin ? [String(plugin.note)] : []))[0];
}
