import { expect, it } from 'vitest';
import { ranked } from '../../src/search/ranking.js';

it('ranks by the mean of the repeats, with their spread beside it', () => {
  // Means 2 and 1.5; deviations √((1 + 1)/1) and √((0.25 + 0.25)/1).
  expect(
    ranked([
      { trial: 0, values: [1, 3] },
      { trial: 1, values: [1, 2] },
    ]),
  ).toEqual([
    { trial: 1, mean: 1.5, spread: Math.SQRT1_2 },
    { trial: 0, mean: 2, spread: Math.SQRT2 },
  ]);
});

it.each(['lower', 'higher'] as const)('ranks last what has no finite value, where %s is better', (better) => {
  const values = [
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [5],
    [],
    [-3],
    [1, Number.NaN],
    [Number.NEGATIVE_INFINITY],
  ];
  const order = ranked(
    values.map((own, trial) => ({ trial, values: own })),
    better,
  ).map(({ trial }) => trial);
  expect(order).toEqual(better === 'lower' ? [4, 2, 0, 1, 3, 5, 6] : [2, 4, 0, 1, 3, 5, 6]);
});

it('ranks equal trials by their numbers, whatever order they come in', () => {
  const order = ranked([3, 0, 2, 1].map((trial) => ({ trial, values: [1] }))).map(({ trial }) => trial);
  expect(order).toEqual([0, 1, 2, 3]);
});

it('gives no spread for one repeat', () => {
  expect(ranked([{ trial: 0, values: [2] }])).toEqual([{ trial: 0, mean: 2, spread: undefined }]);
});
