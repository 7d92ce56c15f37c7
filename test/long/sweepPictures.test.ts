import { expect, it } from 'vitest';
import type { ChartedSweep } from '../../src/charts/sweep/chartedSweep.js';
import { drawSweepCharts, sweepCharts } from '../../src/charts/sweep/index.js';
import { dark, decodePng, type Png, white } from '../charts/png.js';
import {
  batchSize,
  hidden,
  learningRate,
  momentum,
  optimizer,
  sweepOf,
  trialOf,
} from '../charts/sweep/sweeps.js';

const names = ['metric.png', 'heatmap.png', 'losses.png', 'importance.png'];
const all = [batchSize, hidden, learningRate, momentum, optimizer];

function sweepWith(count: number, dimensions = all, metric = (i: number) => 10 + ((i * 37) % 101)) {
  const trials = Array.from({ length: count }, (_, i) =>
    trialOf(
      i + 1,
      {
        batchSize: 16 * 2 ** (i % 4),
        hidden: [[32], [64, 64], '128,128'][i % 3],
        learningRate: i % 5 === 0 ? 0 : 10 ** -(1 + ((i * 13) % 40) / 10),
        optimizer: i % 2 ? 'sgd' : '燃料'.repeat(9),
        ...(i % 2 ? { momentum: (i % 10) / 10 } : {}),
      },
      i % 9 === 4 ? Number.NaN : metric(i),
      { spread: 1, ...(i % 7 === 3 && i % 9 !== 4 ? { status: 'pruned' } : {}) },
    ),
  );
  return sweepOf(dimensions, trials, { settings: ['s'.repeat(200), '燃料', 'seed 42'] });
}

function isClipped(png: Png): boolean {
  const strips = [
    { left: 0, right: 1, top: 0, bottom: 3 / png.height },
    { left: 0, right: 1, top: 1 - 3 / png.height, bottom: 1 },
    { left: 0, right: 3 / png.width, top: 0, bottom: 1 },
    { left: 1 - 3 / png.width, right: 1, top: 0, bottom: 1 },
  ];
  return strips.some((strip) => png.fraction(strip, white) < 1);
}

it('lists the pictures by the names of their files, each once', () => {
  expect(sweepCharts.map(({ fileName }) => fileName)).toEqual(names);
});

it.each<[string, ChartedSweep, string[]]>([
  ['five dimensions', sweepWith(60), names],
  ['one dimension', sweepWith(20, [learningRate]), names.filter((name) => name !== 'heatmap.png')],
  ['none', sweepWith(3, []), ['losses.png']],
  ['one trial', sweepWith(1), names],
  ['nothing but diverged trials', sweepWith(20, all, () => Number.NaN), names],
  ['no trial', sweepWith(0), names],
  ['tiny metrics', sweepWith(30, all, (i) => 1e-12 * (i + 1) ** 6), names],
  ['metrics that are all one', sweepWith(30, all, () => 0), names],
])('draws of a sweep of %s what it has, on white, with text, and clips nothing', async (_, sweep, files) => {
  const drawn: string[] = [];
  for await (const { fileName, png } of drawSweepCharts(sweep)) {
    const picture = await decodePng(png);
    drawn.push(fileName);
    expect(picture.opaque).toBe(true);
    expect(
      picture.fraction({ left: 0, right: 1, top: 0, bottom: 100 / picture.height }, dark),
    ).toBeGreaterThan(0.001);
    expect([fileName, isClipped(picture)]).toEqual([fileName, false]);
  }
  expect(drawn).toEqual(files);
});

it('has stars, points and crosses in the metric, colours in the map, a blue line over the losses', async () => {
  const pictures = new Map<string, Png>();
  for await (const { fileName, png } of drawSweepCharts(sweepWith(60))) {
    pictures.set(fileName, await decodePng(png));
  }
  const panels = { left: 0, right: 1, top: 0.25, bottom: 1 };
  const share = (name: string, test: (r: number, g: number, b: number) => boolean) =>
    pictures.get(name)?.fraction(panels, test) ?? 0;
  expect(share('metric.png', (r, g, b) => r > 230 && g > 140 && g < 170 && b < 40)).toBeGreaterThan(0.0002);
  expect(share('metric.png', (r, g, b) => b > 200 && r < 150 && g < 180)).toBeGreaterThan(0.001);
  expect(share('metric.png', (r, g, b) => r > 190 && g < 80 && b < 90)).toBeGreaterThan(0.0001);
  expect(share('heatmap.png', (r, g, b) => r > 200 && g > 200 && b < 150)).toBeGreaterThan(0.001);
  expect(share('heatmap.png', (r, g, b) => r < 70 && g < 40 && b > 70)).toBeGreaterThan(0.001);
  expect(share('losses.png', (r, g, b) => b > 200 && r < 30 && g < 80)).toBeGreaterThan(0.001);
});

it('is as large for many trials as for few', async () => {
  const [few, many] = await Promise.all(
    [60, 2000].map(async (count) => {
      const sizes: [number, number][] = [];
      for await (const { png } of drawSweepCharts(sweepWith(count))) {
        const { width, height } = await decodePng(png);
        sizes.push([width, height]);
      }
      return sizes;
    }),
  );
  // What the legend and the subtitle say may take a line more or less.
  many?.forEach(([width, height], i) => {
    expect(width).toBe(few?.[i]?.[0]);
    expect(Math.abs(height - (few?.[i]?.[1] ?? 0))).toBeLessThanOrEqual(100);
  });
});
