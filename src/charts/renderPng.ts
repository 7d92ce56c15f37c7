import { fileURLToPath } from 'node:url';
import { GlobalFonts } from 'canvas';
import type { ChartConfiguration } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { AdamTrainError } from '../errors.js';
import { type ChartSize, fontFamily } from './theme.js';

// The build copies the folder beside the bundle, so the same relative path serves source and dist.
const fontPath = fileURLToPath(new URL('./fonts/DejaVuSans.ttf', import.meta.url));

/** Draws a chart on white paper and gives the PNG's bytes. This file alone knows the canvas. */
export function renderPng(configuration: ChartConfiguration, size: ChartSize): Buffer {
  if (!GlobalFonts.has(fontFamily) && !GlobalFonts.registerFromPath(fontPath, fontFamily)) {
    throw new AdamTrainError(`The font ${fontPath} cannot be read. Install adam-train again.`);
  }
  const canvas = new ChartJSNodeCanvas({ ...size, backgroundColour: 'white' });
  return canvas.renderToBufferSync(configuration);
}
