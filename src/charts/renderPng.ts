import { fileURLToPath } from 'node:url';
import { GlobalFonts } from 'canvas';
import type { Chart, ChartConfiguration, ChartType, DefaultDataPoint } from 'chart.js';
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
  const onPaper = {
    ...configuration,
    plugins: [whitePaper, ...(configuration.plugins ?? [])],
  } as unknown as ChartConfiguration;
  return new ChartJSNodeCanvas(size).renderToBufferSync(onPaper);
}

/** chartjs-node-canvas's own background keeps the size of the first chart that a process draws. */
const whitePaper = {
  id: 'white-paper',
  beforeDraw: ({ ctx, width, height }: Chart) => {
    ctx.save();
    ctx.fillStyle = 'white';
    ctx.fillRect(0, 0, width, height);
    ctx.restore();
  },
};
