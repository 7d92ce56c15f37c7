import type { Chart, ChartConfiguration, ChartType, DefaultDataPoint } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { createTurns } from '../../turns.js';
import { encodePng } from './pngEncoder.js';
import { type ChartSize, PIXEL_DENSITY } from './size.js';
import { registerFont } from './systemFonts.js';

/** Draws a chart on white paper and gives the PNG's bytes. This folder alone knows the canvas. */
export async function renderPng<Type extends ChartType, Data = DefaultDataPoint<Type>>(
  configuration: ChartConfiguration<Type, Data>,
  size: ChartSize,
): Promise<Buffer> {
  const { data, width, height } = paint(configuration, size);
  return encodePng(data, width, height);
}

/** A chart and where it stands in a picture of several, in logical pixels. */
export interface Tile<Type extends ChartType, Data = DefaultDataPoint<Type>> {
  configuration: ChartConfiguration<Type, Data>;
  left: number;
  top: number;
  size: ChartSize;
}

/** Draws several charts, side by side or one above the other, into one PNG. */
export async function renderGrid<Type extends ChartType, Data = DefaultDataPoint<Type>>(
  tiles: readonly Tile<Type, Data>[],
  size: ChartSize,
): Promise<Buffer> {
  const width = PIXEL_DENSITY * size.width;
  const pixels = new Uint8ClampedArray(4 * width * PIXEL_DENSITY * size.height).fill(255);
  const turn = createTurns();
  for (const { configuration, left, top, size: part } of tiles) {
    await turn();
    const picture = paint(configuration, part);
    for (let y = 0; y < picture.height; y++) {
      const row = picture.data.subarray(4 * y * picture.width, 4 * (y + 1) * picture.width);
      pixels.set(row, 4 * ((PIXEL_DENSITY * top + y) * width + PIXEL_DENSITY * left));
    }
  }
  return encodePng(pixels, width, PIXEL_DENSITY * size.height);
}

/** The chart's pixels, four bytes each. */
function paint<Type extends ChartType, Data = DefaultDataPoint<Type>>(
  configuration: ChartConfiguration<Type, Data>,
  size: ChartSize,
): { data: Uint8ClampedArray; width: number; height: number } {
  registerFont();
  const plugins = [whitePaper, ...(configuration.plugins ?? [])];
  const canvasOfSize = new ChartJSNodeCanvas(size) as unknown as PrivateApi;
  const chart = canvasOfSize.renderChart({ ...configuration, plugins });
  const [width, height] = [PIXEL_DENSITY * size.width, PIXEL_DENSITY * size.height];
  const { data } = chart.ctx.getImageData(0, 0, width, height);
  const { canvas } = chart;
  chart.destroy();
  // A canvas keeps its pixels until the collector comes to it, which would be after the last chart.
  canvas.width = 1;
  canvas.height = 1;
  return { data, width, height };
}

/** What chartjs-node-canvas's own methods begin with; they go on to encode with Skia, which takes longer than drawing. */
interface PrivateApi {
  renderChart<Type extends ChartType, Data>(
    configuration: ChartConfiguration<Type, Data>,
  ): Omit<Chart, 'canvas'> & {
    canvas: { width: number; height: number };
    ctx: { getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray } };
  };
}

/** chartjs-node-canvas's own background keeps the size of the first chart that a process draws. */
const whitePaper = {
  id: 'white-paper',
  beforeDraw: ({ ctx, width, height }: Pick<Chart, 'ctx' | 'width' | 'height'>) => {
    ctx.save();
    ctx.fillStyle = 'white';
    ctx.fillRect(0, 0, width, height);
    ctx.restore();
  },
};
