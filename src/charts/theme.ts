import type { ChartOptions } from 'chart.js';

/** The family that the shipped font is registered under; no font of the machine is used. */
export const fontFamily = 'adam-train sans';

export const colors = {
  text: '#1f2328',
  mutedText: '#57606a',
  grid: '#d8dee4',
  border: '#8c959f',
  training: '#0b3fd6',
  testing: '#d1242f',
  between: 'rgba(11, 63, 214, 0.10)',
  point: 'rgba(0, 128, 0, 0.5)',
  pointEdge: 'rgba(0, 96, 0, 0.7)',
  identity: '#f59f00',
} as const;

/** Pixels of the PNG for each logical pixel, each way. */
export const PIXEL_DENSITY = 2;

/** In logical pixels. */
export interface ChartSize {
  width: number;
  height: number;
}

/** What all charts share: fonts, spacing, title and subtitle, white paper. */
export function baseOptions(title: string, subtitle: readonly string[]) {
  return {
    animation: false,
    responsive: false,
    devicePixelRatio: PIXEL_DENSITY,
    locale: 'en-US',
    color: colors.text,
    font: { family: fontFamily, size: 13 },
    layout: { padding: { top: 12, right: 28, bottom: 12, left: 14 } },
    plugins: {
      title: {
        display: true,
        text: title,
        color: colors.text,
        font: { family: fontFamily, size: 19, weight: 'normal' },
        padding: { top: 4, bottom: 6 },
      },
      subtitle: {
        display: subtitle.length > 0,
        text: [...subtitle],
        color: colors.mutedText,
        font: { family: fontFamily, size: 12 },
        padding: { bottom: 8 },
      },
      legend: {
        position: 'top',
        labels: {
          usePointStyle: true,
          boxHeight: 9,
          padding: 16,
          color: colors.text,
          font: { family: fontFamily, size: 13 },
        },
      },
    },
  } satisfies ChartOptions<'line' | 'scatter'>;
}

/** An axis with a title, a light grid and a visible border. */
export function axis(title: string) {
  return {
    title: { display: true, text: title, color: colors.text, font: { family: fontFamily, size: 14 } },
    grid: { color: colors.grid },
    border: { color: colors.border },
    ticks: { color: colors.text, font: { family: fontFamily, size: 12 } },
  } as const;
}
