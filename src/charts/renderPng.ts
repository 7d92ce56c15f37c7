import { fileURLToPath } from 'node:url';
import { GlobalFonts } from 'canvas';
import type { ChartConfiguration, ChartType, DefaultDataPoint } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { AdamTrainError } from '../errors.js';
import { type ChartSize, fontFamily } from './theme.js';

// The build copies the folder beside the bundle, so the same relative path serves source and dist.
const fontPath = fileURLToPath(new URL('./fonts/DejaVuSans.ttf', import.meta.url));

/** Draws a chart on white paper and gives the PNG's bytes. This file alone knows the canvas. */
export function renderPng<Type extends ChartType, Data = DefaultDataPoint<Type>>(
  configuration: ChartConfiguration<Type, Data>,
  size: ChartSize,
): Buffer {
  if (!GlobalFonts.has(fontFamily) && !GlobalFonts.registerFromPath(fontPath, fontFamily)) {
    throw new AdamTrainError(`The font ${fontPath} cannot be read. Install adam-train again.`);
  }
  const canvas = new ChartJSNodeCanvas({ ...size, backgroundColour: 'white' });
  return canvas.renderToBufferSync(configuration as unknown as ChartConfiguration);
}
