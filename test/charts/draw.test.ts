import { describe, expect, it } from 'vitest';
import { lossChart } from '../../src/charts/loss/lossChart.js';
import type { Losses, RunChart, TestPredictions } from '../../src/charts/parts/runChart.js';
import type { ChartSize } from '../../src/charts/png/size.js';
import { predictionsChart } from '../../src/charts/predictionsChart.js';
import { residualsChart } from '../../src/charts/residualsChart.js';
import { historyOf } from './histories.js';
import { dark, decodePng, white } from './png.js';

function drawLoss(losses: Losses, settings: string[], size?: ChartSize): Promise<Buffer> {
  return lossChart.draw({ settings, losses }, size) as Promise<Buffer>;
}

function drawRows(
  chart: RunChart,
  rows: Omit<TestPredictions, 'metrics'>,
  size?: ChartSize,
): Promise<Buffer> {
  const metrics = { r2: 0.5, rmse: 123456789, mae: 123456789 };
  const run = {
    settings: [],
    losses: { history: [], yScale: 'auto' as const },
    predictions: [{ ...rows, metrics }],
  };
  return chart.draw(run, size) as Promise<Buffer>;
}

const losses = Array.from({ length: 50 }, (_, i) => 100 * 0.95 ** i);
const strip = (top: number, bottom: number) => ({ left: 0, right: 1, top, bottom });
const panel = { left: 0.2, right: 0.95, top: 0.25, bottom: 0.85 };

it('renders loss.png at twice 900 x 600, on white, with its text and both curves', async () => {
  const png = await decodePng(
    drawLoss({ history: historyOf(losses), yScale: 'auto' }, ['2,000 × 10', 'seed 42']),
  );
  expect([png.width, png.height]).toEqual([1800, 1200]);
  expect(png.opaque).toBe(true);
  // Title above, "Epochs" and tick labels below; a machine without fonts would leave these strips white.
  expect(png.fraction(strip(0.01, 0.07), dark)).toBeGreaterThan(0.002);
  expect(png.fraction(strip(0.92, 0.99), dark)).toBeGreaterThan(0.001);
  expect(png.fraction(panel, (r, g, b) => b > 180 && r < 80 && g < 110)).toBeGreaterThan(0.002);
  expect(png.fraction(panel, (r, g, b) => r > 180 && g < 90 && b < 100)).toBeGreaterThan(0.001);
  // The fill: the blue at a tenth over white.
  expect(png.fraction(panel, (r, g, b) => r < 235 && g < 245 && b > 245)).toBeGreaterThan(0.01);
});

it('clips nothing: the outermost pixels are white', async () => {
  const settings = Array.from({ length: 12 }, (_, i) => `setting number ${i} of many`);
  const pictures = [
    drawLoss({ history: historyOf(losses.map((loss) => 1e9 * loss)), yScale: 'linear' }, settings),
    drawLoss({ history: historyOf(losses.map((loss) => 1e-9 * loss ** 3)), yScale: 'log' }, settings),
    drawRows(predictionsChart, { actual: [-1e9, 1e9], predicted: [-1e9, 1e9], seed: 1 }),
  ];
  for (const picture of pictures) {
    const png = await decodePng(picture);
    for (const edge of [
      strip(0, 0.005),
      strip(0.995, 1),
      { left: 0, right: 0.005, top: 0, bottom: 1 },
      { left: 0.995, right: 1, top: 0, bottom: 1 },
    ]) {
      expect(png.fraction(edge, white)).toBe(1);
    }
  }
});

it.each([
  ['one epoch', historyOf([5])],
  ['an epoch that went wrong', historyOf([5, Number.NaN], [4, Number.NaN])],
  ['nothing finite', historyOf([Number.NaN], [Number.NaN])],
])('draws a history of %s', async (_, history) => {
  const png = await decodePng(drawLoss({ history, yScale: 'auto' }, []));
  expect(png.fraction(strip(0, 1), dark)).toBeGreaterThan(0.001);
});

it('renders predictions.png with its text, its points and the orange line', async () => {
  const actual = Array.from({ length: 200 }, (_, i) => 5 * i - 500);
  const predicted = actual.map((value) => 0.5 * value);
  const png = await decodePng(drawRows(predictionsChart, { actual, predicted, seed: 1 }));
  expect([png.width, png.height]).toEqual([1520, 1560]);
  expect(png.opaque).toBe(true);
  expect(png.fraction(strip(0.01, 0.06), dark)).toBeGreaterThan(0.002);
  expect(png.fraction(strip(0.94, 0.99), dark)).toBeGreaterThan(0.001);
  expect(png.fraction(panel, (r, g, b) => g > r + 40 && g > b + 40)).toBeGreaterThan(0.002);
  expect(png.fraction(panel, (r, g, b) => r > 200 && g > 120 && g < 200 && b < 60)).toBeGreaterThan(0.001);
});

it('renders residuals.png with its text, its points, its bars and the orange line', async () => {
  const predicted = Array.from({ length: 200 }, (_, i) => i);
  const png = await decodePng(
    drawRows(residualsChart, {
      actual: predicted.map((value) => value + 30 * Math.sin(value)),
      predicted,
      seed: 1,
    }),
  );
  expect([png.width, png.height]).toEqual([1800, 1200]);
  expect(png.opaque).toBe(true);
  expect(png.fraction(strip(0.01, 0.06), dark)).toBeGreaterThan(0.002);
  const green = (r: number, g: number, b: number) => g > r + 40 && g > b + 40;
  expect(png.fraction({ ...panel, right: 0.75 }, green)).toBeGreaterThan(0.01);
  expect(png.fraction({ ...panel, left: 0.82 }, green)).toBeGreaterThan(0.2);
  expect(
    png.fraction({ ...panel, right: 0.75 }, (r, g, b) => r > 200 && g > 120 && g < 200 && b < 60),
  ).toBeGreaterThan(0.001);
});

describe.each([
  { width: 400, height: 300 },
  { width: 1300, height: 800 },
])('at $width x $height', (size) => {
  const name = 'An uncommonly long name of a target column';
  const history = historyOf(losses).map((record) => ({
    ...record,
    valLoss: record.testLoss,
    learningRate: 1 / record.epoch,
  }));
  const actual = Array.from({ length: 50 }, (_, i) => 1e4 * i);
  const points = { actual, predicted: actual.map((value) => 0.7 * value), seed: 1, targetName: name };
  it.each([
    ['loss', () => drawLoss({ history, yScale: 'auto', bestEpoch: 50 }, ['2,000 × 10'], size)],
    ['predictions', () => drawRows(predictionsChart, points, size)],
    ['residuals', () => drawRows(residualsChart, points, size)],
  ])('%s.png has that size and clips nothing', async (_, draw) => {
    const png = await decodePng(draw());
    expect([png.width, png.height]).toEqual([2 * size.width, 2 * size.height]);
    const [across, down] = [2 / size.width, 2 / size.height];
    for (const edge of [
      strip(0, down),
      strip(1 - down, 1),
      { left: 0, right: across, top: 0, bottom: 1 },
      { left: 1 - across, right: 1, top: 0, bottom: 1 },
    ]) {
      expect(png.fraction(edge, white)).toBe(1);
    }
  });
});

it('marks the best epoch with a line', async () => {
  const grey = (r: number, g: number, b: number) =>
    Math.abs(r - 87) + Math.abs(g - 96) + Math.abs(b - 106) < 30;
  const marked = async (bestEpoch?: number) => {
    const png = await decodePng(drawLoss({ history: historyOf(losses), yScale: 'linear', bestEpoch }, []));
    return png.fraction({ left: 0.5, right: 0.6, top: 0.3, bottom: 0.4 }, grey);
  };
  expect(await marked(25)).toBeGreaterThan(0.005);
  expect(await marked()).toBe(0);
});
