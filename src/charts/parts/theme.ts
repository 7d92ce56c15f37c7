import type { ChartOptions } from 'chart.js';
import { type ChartSize, PIXEL_DENSITY } from '../png/size.js';
import { fontFamilies } from '../png/systemFonts.js';

export const colors = {
  text: '#1f2328',
  mutedText: '#57606a',
  grid: '#d8dee4',
  border: '#8c959f',
  training: '#0b3fd6',
  testing: '#d1242f',
  validation: '#11823b',
  learningRate: '#6639ba',
  between: 'rgba(11, 63, 214, 0.10)',
  bar: 'rgba(11, 63, 214, 0.45)',
  point: 'rgba(0, 128, 0, 0.5)',
  pointEdge: 'rgba(0, 96, 0, 0.7)',
  identity: '#f59f00',
} as const;

/**
 * What text is multiplied by in a picture of another size than the chart's own, so that it neither fills a small one nor
 * gets lost in a large one.
 */
export function textScale(size: ChartSize, standard: ChartSize): number {
  const ratio = Math.min(size.width / standard.width, size.height / standard.height);
  return Math.min(1.5, Math.max(0.7, Math.sqrt(ratio)));
}

/** What all charts share: fonts, spacing, title and subtitle, white paper. */
export function baseOptions(title: string, subtitle: readonly string[], scale = 1) {
  return {
    animation: false,
    responsive: false,
    devicePixelRatio: PIXEL_DENSITY,
    locale: 'en-US',
    color: colors.text,
    font: { family: fontFamilies(), size: 13 * scale },
    layout: { padding: { top: 12 * scale, right: 28 * scale, bottom: 12 * scale, left: 14 * scale } },
    plugins: {
      title: {
        display: true,
        text: title,
        color: colors.text,
        font: { family: fontFamilies(), size: 19 * scale, weight: 'normal' },
        padding: { top: 4 * scale, bottom: 6 * scale },
      },
      subtitle: {
        display: subtitle.length > 0,
        text: [...subtitle],
        color: colors.mutedText,
        font: { family: fontFamilies(), size: 12 * scale },
        padding: { bottom: 8 * scale },
      },
      legend: {
        position: 'top',
        labels: {
          usePointStyle: true,
          boxHeight: 9 * scale,
          padding: 16 * scale,
          color: colors.text,
          font: { family: fontFamilies(), size: 13 * scale },
        },
      },
    },
  } satisfies ChartOptions<'line' | 'scatter'>;
}
