import { expect, it } from 'vitest';
import { namesUpTo } from '../../../src/charts/parts/columnNames.js';
import { chosenPair } from '../../../src/charts/sweep/chosenPair.js';
import { heatCells, textOf } from '../../../src/charts/sweep/heatCells.js';
import { heatColor } from '../../../src/charts/sweep/heatColors.js';
import { heatMap } from '../../../src/charts/sweep/heatMap.js';
import { heatScale } from '../../../src/charts/sweep/heatScale.js';
import { columnPlaces } from '../../../src/charts/sweep/places.js';
import { batchSize, learningRate, momentum, optimizer, sweepOf, trialOf } from './sweeps.js';

const cut = namesUpTo(9);
const grid = [16, 32].flatMap((size, i) =>
  [0.1, 0.01, 0.001].map((rate, j) =>
    trialOf(3 * i + j, { batchSize: size, learningRate: rate }, 10 * i + j + 1),
  ),
);

it('takes the only two dimensions, or the two that explain most', () => {
  expect(chosenPair(sweepOf([learningRate], grid))).toBeUndefined();
  expect(chosenPair(sweepOf([batchSize, learningRate], grid))).toMatchObject({
    x: batchSize,
    y: learningRate,
    reason: '',
  });
  const trials = Array.from({ length: 60 }, (_, i) =>
    trialOf(
      i,
      { momentum: (i * 7) % 13, learningRate: 10 ** -(i % 3), optimizer: i % 2 ? 'adam' : 'sgd' },
      100 * (i % 3) + 10 * (i % 2) + (i % 5),
    ),
  );
  expect(chosenPair(sweepOf([momentum, optimizer, learningRate], trials))).toMatchObject({
    x: learningRate,
    y: optimizer,
    reason: 'the two that explain most of 3 hyperparameters',
  });
  expect(chosenPair(sweepOf([momentum, optimizer, learningRate], trials.slice(0, 5)))?.reason).toBe(
    'the first two of 3 hyperparameters',
  );
});

it('takes no two dimensions that no trial has both of', () => {
  const trials = Array.from({ length: 40 }, (_, i) =>
    trialOf(i, { batchSize: 16 + (i % 5), ...(i % 2 ? { momentum: i } : { learningRate: 1 / (i + 1) }) }, i),
  );
  const pair = chosenPair(sweepOf([batchSize, momentum, learningRate], trials));
  expect(pair?.trials).toHaveLength(20);
});

it('has the mean of the trials of each pair of values, and counts those without one', () => {
  const trials = [
    ...grid,
    trialOf(9, { batchSize: 16, learningRate: 0.1 }, 5),
    trialOf(10, { batchSize: 16, learningRate: 0.1 }, Number.NaN),
    trialOf(11, { batchSize: 64, learningRate: 0.1 }, Number.NaN),
  ];
  const pair = chosenPair(sweepOf([batchSize, learningRate], trials));
  if (pair === undefined) throw new Error('There is a pair.');
  const [across, up] = [columnPlaces(batchSize, trials, cut), columnPlaces(learningRate, trials, cut)];
  const cells = heatCells(pair, across, up, 0);
  expect(cells).toHaveLength(7);
  expect(cells.find(({ column, row }) => column === 0 && row === 2)).toEqual({
    column: 0,
    row: 2,
    mean: 3,
    trials: 3,
    lost: 1,
    isBest: true,
  });
  expect(cells.find(({ column }) => column === 2)).toMatchObject({ mean: Number.NaN, lost: 1 });
});

it('has cells where values are shared, and points where they are not', () => {
  const mapOf = (trials: typeof grid) => {
    const sweep = sweepOf([batchSize, learningRate], trials);
    const pair = chosenPair(sweep);
    if (pair === undefined) throw new Error('There is a pair.');
    return heatMap(sweep, pair).configuration;
  };
  const idsOf = ({ plugins = [] }: ReturnType<typeof mapOf>) => plugins.map(({ id }) => id);
  expect(idsOf(mapOf(grid))).toEqual(['heat-cells', 'color-bar']);
  const scattered = Array.from({ length: 30 }, (_, i) =>
    trialOf(i, { batchSize: 16 + i, learningRate: 1 / (i + 2) }, i % 7 ? 40 - i : Number.NaN),
  );
  const map = mapOf(scattered);
  expect(idsOf(map)).toEqual(['dividers', 'star', 'color-bar']);
  expect(map.data.datasets.map(({ data }) => data.length)).toEqual([5, 24]);
  expect(idsOf(mapOf(grid.map((trial) => ({ ...trial, metric: 3 }))))).not.toContain('color-bar');
});

it('is brighter the better, and as dark as the worst beyond the scale', () => {
  const good = Array.from({ length: 39 }, (_, i) => 10 + i);
  const lower = heatScale([...good, 1e30], 'lower');
  expect([lower?.fraction(10), lower?.fraction(48), lower?.fraction(1e30)]).toEqual([1, 0, 0]);
  expect(lower?.hasBeyond).toBe(true);
  expect(lower?.fraction(Number.NaN)).toBeUndefined();
  const higher = heatScale([0.2, 0.6, 1], 'higher');
  expect(higher?.fraction(0.6)).toBeCloseTo(0.5, 12);
  expect(higher?.ends).toEqual([0, 1]);
  expect(heatScale([5, 5, Number.NaN], 'lower')).toBeUndefined();
});

/** How light a colour is to those who see all colours, and by its parts to those who do not see red, green or blue. */
it('has colours whose order is that of their lightness, for the colour-blind too', () => {
  const linear = (part: number) =>
    part <= 10.31 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;
  const lights = Array.from({ length: 101 }, (_, i) => {
    const [red, green, blue] = heatColor(i / 100).map(linear) as [number, number, number];
    return {
      all: 0.2126 * red + 0.7152 * green + 0.0722 * blue,
      // The responses of the long and of the middle cones (Hunt, Pointer, Estevez), one of which is left to the red- or green-blind.
      long: 0.3139902162 * red + 0.639512939 * green + 0.0464975513 * blue,
      middle: 0.1553724063 * red + 0.757894461 * green + 0.0867014186 * blue,
    };
  });
  for (const kind of ['all', 'long', 'middle'] as const) {
    for (let i = 1; i < lights.length; i++) {
      expect(lights[i]?.[kind]).toBeGreaterThan(lights[i - 1]?.[kind] as number);
    }
  }
  expect(lights[0]?.all).toBeLessThan(0.04);
  expect(lights[100]?.all).toBeGreaterThan(0.75);
});

it('writes a mean in four digits, with commas between thousands', () => {
  const means = [2672.4, 39612, 999.96, 68.5, -1043.2, 0.00012345, 1e-3];
  const written = ['2,672', '39,610', '1,000', '68.50', '-1,043', '1.234e-4', '0.001000'];
  expect(means.map(textOf)).toEqual(written);
});
