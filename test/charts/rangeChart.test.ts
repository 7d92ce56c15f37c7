import { expect, it } from 'vitest';
import { drawRange, rangeConfiguration } from '../../src/charts/rangeChart.js';
import type { RangeStep } from '../../src/training/rangeTest.js';
import { dark, decodePng } from './png.js';

const steps: RangeStep[] = Array.from({ length: 60 }, (_, i) => {
  const loss = i < 30 ? 100 : i < 55 ? 100 - 3 * (i - 30) : 1e9;
  return { step: i + 1, learningRate: 10 ** (-6 + i / 10), loss, smoothedLoss: loss };
});
const at = (i: number) => steps[i] as RangeStep;
const result = { steepest: at(45), suggested: at(40), isNoisy: false };
const shown = { steps, result, planned: 100, lossTitle: 'mean squared error' };

it('has the losses over a logarithmic rate, no further up than they say something', () => {
  const { data, options } = rangeConfiguration(shown, ['cars.csv']);
  expect(data.datasets[0]?.data).toHaveLength(60);
  expect(data.datasets[0]?.data[0]).toEqual({ x: expect.closeTo(1e-6, 15), y: 100 });
  expect(options?.scales?.['x']).toMatchObject({ type: 'logarithmic', min: 1e-6, max: 1 });
  const y = options?.scales?.['y'] as { max: number } | undefined;
  expect(y?.max).toBeGreaterThanOrEqual(100);
  expect(y?.max).toBeLessThan(200);
});

it('says what ended it, where it is steepest, and what may be chance', () => {
  const text = (noisy: boolean) =>
    String(
      rangeConfiguration({ ...shown, result: { ...result, isNoisy: noisy } }, ['cars.csv']).options?.plugins
        ?.subtitle?.text,
    );
  expect(text(false)).toContain('ended after 60 of 100 steps, at 4 times the lowest loss');
  expect(text(false)).toContain('steepest at 0.032, where the smoothed loss lies 5 steps behind');
  expect(text(false)).not.toContain('chance');
  expect(text(true)).toContain('the fall may be chance');
});

it.each([
  ['with a suggestion', shown],
  ['without one', { ...shown, result: undefined }],
  [
    'of a loss that never was a number',
    { ...shown, result: undefined, steps: [{ ...at(0), loss: NaN, smoothedLoss: NaN }] },
  ],
  [
    'of a loss of zero',
    { ...shown, result: undefined, steps: steps.map((step) => ({ ...step, loss: 0, smoothedLoss: 0 })) },
  ],
])('draws a picture %s', async (_, input) => {
  const png = await decodePng(drawRange(input, ['cars.csv', 'x'.repeat(300)]));
  expect([png.width, png.height]).toEqual([1800, 1200]);
  expect(png.opaque).toBe(true);
  expect(png.fraction({ left: 0, right: 1, top: 0, bottom: 0.1 }, dark)).toBeGreaterThan(0.002);
});

it('shows a loss that left the numbers at once as a point', () => {
  const radius = (count: number) =>
    rangeConfiguration({ ...shown, result: undefined, steps: steps.slice(0, count) }, []).data.datasets[0]
      ?.pointRadius;
  expect(radius(2)).toBeGreaterThan(0);
  expect(radius(3)).toBe(0);
});
