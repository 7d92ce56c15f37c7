import { GlobalFonts } from 'canvas';
import type { Chart, ChartConfiguration, ChartType, DefaultDataPoint } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { AdamTrainError } from '../errors.js';
import { fontPath } from './fontCoverage.js';
import { encodePng } from './pngEncoder.js';
import { type ChartSize, fontFamily, PIXEL_DENSITY } from './theme.js';

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
  const chart = (new ChartJSNodeCanvas(size) as unknown as PrivateApi).renderChart(onPaper);
  const [width, height] = [PIXEL_DENSITY * size.width, PIXEL_DENSITY * size.height];
  const { data } = chart.ctx.getImageData(0, 0, width, height);
  chart.destroy();
  return encodePng(data, width, height);
}

/** What chartjs-node-canvas's own methods begin with; they go on to encode with Skia, which takes longer than drawing. */
interface PrivateApi {
  renderChart(configuration: ChartConfiguration): Chart & {
    ctx: { getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray } };
  };
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
