import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predictionsChart, predictionsConfiguration } from '../../src/charts/predictionsChart.js';
import { decodePng, green } from './png.js';

const metrics = { r2: 0.86603, rmse: 1234.5, mae: 49.1446 };

function chart(actual: number[], predicted: number[], seed = 42) {
  const configuration = predictionsConfiguration({ actual, predicted, metrics, seed }, []);
  const [identity, points] = configuration.data.datasets;
  const { x, y } = configuration.options?.scales ?? {};
  return { configuration, identity, points, x, y };
}

describe('several targets', () => {
  const target = (targetName: string) => ({
    actual: [1, 2, 3],
    predicted: [1, 2, 4],
    metrics,
    seed: 1,
    targetName,
  });
  const draw = (count: number, size?: { width: number; height: number }) =>
    decodePng(
      predictionsChart.draw(
        {
          settings: ['run-001'],
          losses: { history: [], yScale: 'auto' },
          predictions: Array.from({ length: count }, (_, i) => target(`t${i}`)),
        },
        size,
      ) as Promise<Buffer>,
    );

  it('have a panel each below one heading, up to twelve, three across', async () => {
    const [two, three, many] = [await draw(2), await draw(3), await draw(13)];
    expect(two.width).toBeGreaterThan(two.height);
    expect(three.height).toBeGreaterThan(1.8 * two.height);
    expect(many.width).toBeGreaterThan(1.4 * two.width);
    expect(many.height).toBeGreaterThan(3.6 * two.height);
    for (const [left, right] of [
      [0.1, 0.4],
      [0.6, 0.9],
    ] as const) {
      expect(two.fraction({ left, right, top: 0.3, bottom: 0.9 }, green)).toBeGreaterThan(1e-4);
    }
  });

  it('fill a size that is asked for', async () => {
    const { width, height } = await draw(2, { width: 500, height: 400 });
    expect([width, height]).toEqual([1000, 800]);
  });
});

it('draws predicted over actual, and the line of equality across the same limits', () => {
  const { configuration, identity, points, x, y } = chart([-480, 0, 510], [-300, 20, 260]);
  expect(points?.data).toEqual([
    { x: -480, y: -300 },
    { x: 0, y: 20 },
    { x: 510, y: 260 },
  ]);
  expect(x).toMatchObject({ title: { text: 'Actual Values' }, min: -600, max: 600 });
  expect(y).toMatchObject({ title: { text: 'Predicted Values' }, min: -600, max: 600 });
  expect(identity).toMatchObject({ borderDash: [8, 5], borderColor: '#f59f00' });
  expect(identity?.data).toEqual([
    { x: -600, y: -600 },
    { x: 600, y: 600 },
  ]);
  expect(configuration.options?.plugins?.title?.text).toBe('Predicted vs Actual Values');
});

it('names the target, in any script', () => {
  const titles = (targetName: string) => {
    const rows = { actual: [1], predicted: [1], metrics, seed: 1, targetName };
    const { options } = predictionsConfiguration(rows, []);
    const text = (key: 'x' | 'y') =>
      (options?.scales?.[key] as { title: { text: string } } | undefined)?.title.text;
    return { x: text('x'), y: text('y'), subtitle: String(options?.plugins?.subtitle?.text) };
  };
  expect(titles('Miles_per_Gallon')).toMatchObject({
    x: 'Actual Miles_per_Gallon',
    y: 'Predicted Miles_per_Gallon',
  });
  expect(titles('mpg').subtitle).not.toContain('U+');
  expect(titles('燃料')).toMatchObject({ x: 'Actual U+71C3 U+6599' });
  expect(titles('燃料').subtitle).toContain('characters that the font lacks are shown as U+…');
});

it('says R², RMSE, MAE and n', () => {
  const { configuration } = chart([1, 2], [1, 2]);
  expect(configuration.options?.plugins?.subtitle?.text).toEqual([
    'R² 0.8660  ·  RMSE 1,234.5  ·  MAE 49.145  ·  n = 2',
  ]);
});

it('says which run it is, below the figures', () => {
  const rows = { actual: [1, 2], predicted: [1, 2], metrics, seed: 1 };
  const { options } = predictionsConfiguration(rows, ['run-001', '10-64-64-1 relu', 'seed 42']);
  expect(options?.plugins?.subtitle?.text).toEqual([
    'R² 0.8660  ·  RMSE 1,234.5  ·  MAE 49.145  ·  n = 2',
    'run-001  ·  10-64-64-1 relu  ·  seed 42',
  ]);
});

it('shows in its legend the dashes of the line of equality', () => {
  const { options, data } = chart([1, 2], [1, 2]).configuration;
  const generate = options?.plugins?.legend?.labels?.generateLabels;
  const items = generate?.({ data } as Parameters<typeof generate>[0]);
  expect(items?.map(({ text, lineDash }) => [text, lineDash])).toEqual([
    ['Perfect prediction', [8, 5]],
    ['Test rows', []],
  ]);
});

it('says beside R² what simpler models get', () => {
  const { options } = predictionsConfiguration(
    {
      actual: [1, 2],
      predicted: [1, 2],
      metrics,
      baselines: [
        { name: 'linear fit', r2: 0.658 },
        { name: 'mean', r2: -0.01136 },
      ],
      seed: 1,
    },
    [],
  );
  expect(String(options?.plugins?.subtitle?.text)).toContain('R² 0.8660 (linear fit 0.6580, mean -0.0114)');
});

describe('R² in words', () => {
  it.each([
    [null, 'R² undefined'],
    [0.99999, 'R² > 0.9999'],
    [1, 'R² 1.0000'],
    [-3.2, 'R² -3.2000'],
  ])('%s', (r2, words) => {
    const rows = { actual: [1], predicted: [1], metrics: { ...metrics, r2 }, seed: 1 };
    const { options } = predictionsConfiguration(rows, []);
    expect(String(options?.plugins?.subtitle?.text).split('  ·  ')[0]).toBe(words);
  });
});

describe('many rows', () => {
  const actual = Array.from({ length: 12_345 }, (_, i) => i);

  it('are drawn as a sample of 5,000, which the subtitle says', () => {
    const { points, configuration } = chart(actual, actual);
    expect(points?.data).toHaveLength(5000);
    expect(new Set(points?.data.map(({ x }) => x)).size).toBe(5000);
    expect(String(configuration.options?.plugins?.subtitle?.text)).toContain(
      'n = 12,345  ·  a random 5,000 of them drawn',
    );
  });

  it('are sampled by the seed', () => {
    expect(chart(actual, actual, 1).points?.data).toEqual(chart(actual, actual, 1).points?.data);
    expect(chart(actual, actual, 1).points?.data).not.toEqual(chart(actual, actual, 2).points?.data);
  });
});

it('keeps every finite point inside limits that lie on few whole steps', () => {
  const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { maxLength: 30 }), (pairs) => {
      const { x, y } = chart(
        pairs.map(([a]) => a),
        pairs.map(([, p]) => p),
      );
      const { min, max, ticks } = x as { min: number; max: number; ticks: { stepSize: number } };
      expect([min, max]).toEqual([y?.min, y?.max]);
      expect(max).toBeGreaterThan(min);
      for (const v of pairs.flat()) expect(v >= min && v <= max).toBe(true);
      const steps = (max - min) / ticks.stepSize;
      expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-6);
      expect(Math.round(steps)).toBeLessThanOrEqual(11);
    }),
    { seed: 1, numRuns: 300 },
  );
});

it('leaves out predictions that are not finite', () => {
  expect(chart([1, 2], [1, Number.NaN]).points?.data).toEqual([{ x: 1, y: 1 }]);
});
