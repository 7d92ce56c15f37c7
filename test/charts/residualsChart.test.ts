import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogram } from '../../src/charts/parts/histogram.js';
import { limitsAround } from '../../src/charts/parts/limits.js';
import { residualsConfiguration } from '../../src/charts/residualsChart.js';
import { regressionMetrics } from '../../src/training/regressionMetrics.js';

function chart(actual: ArrayLike<number>, predicted: ArrayLike<number>, targetName?: string) {
  const configuration = residualsConfiguration({ actual, predicted, seed: 1, targetName }, ['run-001']);
  const [zero, points] = configuration.data.datasets;
  const { x, y, rows } = configuration.options?.scales ?? {};
  return { zero, points, x, y, rows, subtitle: String(configuration.options?.plugins?.subtitle?.text) };
}

it('draws actual − predicted over predicted, and a line at zero', () => {
  const { zero, points, x, y } = chart([10, 0, -4], [7, 1, -2]);
  expect(points?.data).toEqual([
    { x: 7, y: 3 },
    { x: 1, y: -1 },
    { x: -2, y: -2 },
  ]);
  expect(zero?.data).toEqual([
    { x: x?.min, y: 0 },
    { x: x?.max, y: 0 },
  ]);
  expect(zero).toMatchObject({ borderDash: [8, 5] });
  expect(x).toMatchObject({ title: { text: 'Predicted Values' } });
  expect(y).toMatchObject({ title: { text: 'Residual (actual − predicted)' } });
});

it('says mean, standard deviation and rows; mean² + deviation² is RMSE²', () => {
  // residuals 1, 2, 6: mean 3, deviation √((4 + 1 + 9) / 3) = 2.1602; RMSE² = 41 / 3 = 9 + 14 / 3
  expect(chart([1, 2, 6], [0, 0, 0]).subtitle).toBe('mean 3  ·  standard deviation 2.1602  ·  n = 3,run-001');
  expect((regressionMetrics([1, 2, 6], [0, 0, 0]).rmse as number) ** 2).toBeCloseTo(3 ** 2 + 14 / 3, 12);
});

it('names the target', () => {
  expect(chart([1], [1], 'Miles_per_Gallon').x).toMatchObject({
    title: { text: 'Predicted Miles_per_Gallon' },
  });
  const cjk = chart([1], [1], '燃料');
  expect(cjk.x).toMatchObject({ title: { text: 'Predicted U+71C3 U+6599' } });
  expect(cjk.subtitle).toContain('characters that the font lacks are shown as U+…');
});

describe('odd residuals', () => {
  it.each([
    ['one row', [3], [2]],
    ['all equal', [3, 4, 5], [1, 2, 3]],
    ['all zero', [3, 4, 5], [3, 4, 5]],
    ['an outlier', [3, 4, 1e9], [1, 2, 3]],
    ['tiny', [1e-300, 0], [0, 0]],
  ])('%s lie inside limits that hold zero', (_, actual, predicted) => {
    const { points, y } = chart(actual, predicted);
    const { min, max } = y as { min: number; max: number };
    expect(points?.data).toHaveLength(actual.length);
    for (const point of [...(points?.data ?? []), { y: 0 }]) {
      expect(point.y >= min && point.y <= max).toBe(true);
    }
  });

  it('that are not finite are left out, which is said', () => {
    const { points, subtitle } = chart([1, 2, 3], [1, Number.NaN, 1]);
    expect(points?.data).toHaveLength(2);
    expect(subtitle).toContain('n = 3  ·  1 of them not finite, and left out');
    expect(chart([1], [Number.NaN]).subtitle).toContain('mean –');
  });
});

it('draws a sample of many rows, and counts them all', () => {
  const predicted = Float64Array.from({ length: 20_000 }, (_, i) => i % 100);
  const actual = predicted.map((value, i) => value + Math.sin(i));
  const { points, rows, subtitle } = chart(actual, predicted);
  expect(points?.data).toHaveLength(5000);
  expect(subtitle).toContain('n = 20,000  ·  a random 5,000 of them drawn');
  expect((rows as { max: number }).max).toBeGreaterThan(20_000 / 40);
});

describe('the histogram', () => {
  const numbers = (residuals: number[]) => {
    const { rows } = chart(residuals, Array(residuals.length).fill(0));
    const { afterBuildTicks, ticks } = rows as unknown as {
      afterBuildTicks: (axis: { ticks: { value: number }[] }) => void;
      ticks: { callback: (value: number) => string };
    };
    const axis = { ticks: [] as { value: number }[] };
    afterBuildTicks(axis);
    return axis.ticks.map(({ value }) => ticks.callback(value));
  };

  it('has an axis of round numbers, from zero to the longest bar or beyond', () => {
    expect(numbers([1])).toEqual(['0', '1']);
    expect(numbers([1, 1, 1])).toEqual(['0', '1', '2', '3']);
    expect(numbers(Array(105).fill(1))).toEqual(['0', '50', '100']);
    expect(numbers(Array(96).fill(1))).toEqual(['0', '50']);
    expect(numbers(Array(12_000).fill(1))).toEqual(['0', '5,000', '10,000']);
    for (let most = 1; most < 250; most++) {
      const { length } = numbers(Array(most).fill(1));
      expect(length >= 2 && length <= 4, `${most}`).toBe(true);
    }
  });

  it('has no label at zero where that would touch the one beside it, as in the panels of several targets', () => {
    const first = (width: number) => {
      const target = { actual: [1], predicted: [0], seed: 1 };
      const { rows } = residualsConfiguration(target, [], { width, height: 432 }).options?.scales ?? {};
      const { callback } = (rows?.ticks ?? {}) as unknown as { callback: (value: number) => string };
      return callback(0);
    };
    expect([648, 900].map(first)).toEqual(['', '0']);
  });

  it('counts in intervals whose edges lie on the axis', () => {
    expect(histogram([0.5, 1.5, 1.6, -1], { min: -2, max: 2, step: 1 })).toEqual({
      start: -2,
      width: 1,
      counts: [0, 1, 1, 2],
    });
  });

  it('counts a value on an edge above it', () => {
    const { start, width, counts } = histogram([0.5], { min: -0.1, max: 0.6, step: 0.1 });
    expect(start + counts.indexOf(1) * width).toBeCloseTo(0.5, 12);
  });

  it('counts every value once, from the interval of the lowest', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        const limits = limitsAround(values, 0);
        const { start, width, counts } = histogram(values, limits);
        expect(counts.reduce((a, b) => a + b)).toBe(values.length);
        expect(start).toBe(limits.min);
        expect(start + counts.length * width).toBeCloseTo(limits.max, 6);
        const first = counts.findIndex((count) => count > 0);
        expect(start + first * width).toBeLessThanOrEqual(Math.min(...values) + 1e-9 * width);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
