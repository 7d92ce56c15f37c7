import { expect, it } from 'vitest';
import { type ComparedCurve, compareConfiguration, drawComparison } from '../../src/charts/compareChart.js';
import { MOST_CURVES, manyCurvesStyle } from '../../src/charts/parts/manyCurves.js';
import { dark, decodePng } from './png.js';

const curve = (label: string, losses: number[], more: Partial<ComparedCurve> = {}): ComparedCurve => ({
  label,
  isBest: false,
  isSound: true,
  history: losses.map((loss, i) => ({
    epoch: i + 1,
    trainLoss: loss,
    testLoss: 2 * loss,
    learningRate: 0.1,
    gradientNorm: 1,
    seconds: 1,
  })),
  ...more,
});
const shown = (curves: ComparedCurve[]) => ({
  curves,
  of: 'test' as const,
  lossTitle: 'mean squared error',
  phrases: ['best by test_loss'],
});
const configure = (curves: ComparedCurve[]) =>
  compareConfiguration(shown(curves), { width: 900, height: 600 });

it('overlays the losses, the best one thick, in front and named', () => {
  const { data } = configure([curve('lr 0.1', [3, 2, 1], { isBest: true }), curve('lr 1', [4, 3, 2])]);
  const [best, other] = data.datasets;
  expect(best?.label).toBe('best: lr 0.1');
  expect(best?.data.map(({ y }) => y)).toEqual([6, 4, 2]);
  expect(best?.order).toBeLessThan(other?.order as number);
  expect(best?.borderWidth).toBeGreaterThan(other?.borderWidth as number);
});

it('shows a run that another goes on from in front of it', () => {
  const losses = [
    [3, 2, 1],
    [3, 2.5, 2],
    [3, 2],
  ];
  const orders = configure(losses.map((values, i) => curve(`run ${i}`, values))).data.datasets.map(
    ({ order = 0 }) => order,
  );
  expect(orders[2]).toBeLessThan(orders[0] as number);
  expect(orders[0]).toBeLessThan(orders[1] as number);
});

it('has a log axis where the losses span much, and none that a diverged run would stretch', () => {
  const scale = (curves: ComparedCurve[]) =>
    configure(curves).options?.scales?.['y'] as { type: string; max: number };
  expect(scale([curve('a', [1000, 1])]).type).toBe('logarithmic');
  const wild = curve('b', [10, 1e30], { isSound: false });
  expect(scale([curve('a', [3, 2]), wild])).toMatchObject({ type: 'linear' });
  expect(scale([curve('a', [3, 2]), wild]).max).toBeLessThan(20);
});

it('gives each of the most curves a look of its own', () => {
  const looks = Array.from({ length: MOST_CURVES }, (_, i) => JSON.stringify(manyCurvesStyle(i)));
  expect(new Set(looks).size).toBe(MOST_CURVES);
});

/** sRGB to linear light. */
const light = (color: string) =>
  [1, 3, 5]
    .map((i) => Number.parseInt(color.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
/** Machado, Oliveira and Fernandes 2009, severity 1: what protan, deutan and tritan eyes see. */
const eyes = [
  [1, 0, 0, 0, 1, 0, 0, 0, 1],
  [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
];
const times = (m: number[], v: number[]) =>
  [0, 3, 6].map((row) => v.reduce((sum, value, i) => sum + (m[row + i] as number) * value, 0));
const lab = (rgb: number[]) => {
  const xyz = times(
    [0.4124, 0.3576, 0.1805, 0.2126, 0.7152, 0.0722, 0.0193, 0.1192, 0.9505],
    rgb.map((c) => Math.min(1, Math.max(0, c))),
  );
  const [x = 0, y = 0, z = 0] = xyz
    .map((value, i) => value / ([0.9505, 1, 1.089][i] as number))
    .map((t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
};

it('has colours that every eye tells apart, and from the paper', () => {
  const colors = [0, 1, 2, 3, 4, 5].map((i) => manyCurvesStyle(i).color);
  for (const [i, one] of colors.entries()) {
    const [r = 0, g = 0, b = 0] = light(one);
    expect(1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05)).toBeGreaterThan(3);
    for (const other of colors.slice(i + 1)) {
      for (const eye of eyes) {
        const [p, q] = [one, other].map((color) => lab(times(eye, light(color)))) as [number[], number[]];
        expect(Math.hypot(...p.map((value, k) => value - (q[k] as number)))).toBeGreaterThan(23);
      }
    }
  }
});

it.each([
  ['one epoch', [curve('a', [1]), curve('b', [2])]],
  ['no epoch', [curve('a', []), curve('b', [])]],
  ['no finite loss', [curve('a', [NaN, NaN])]],
  [
    'many long and strange names',
    Array.from({ length: 12 }, (_, i) => curve(`${'燃\u202e料'.repeat(30)} ${i}`, [3, i + 1])),
  ],
])('draws a picture of %s', async (_, curves) => {
  const png = await decodePng(drawComparison(shown(curves)));
  expect(png.width).toBe(1800);
  expect(png.height).toBeGreaterThanOrEqual(1200);
  expect(png.opaque).toBe(true);
  expect(png.fraction({ left: 0, right: 1, top: 0, bottom: 0.1 }, dark)).toBeGreaterThan(0.001);
});
