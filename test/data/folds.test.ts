import { expect, it } from 'vitest';
import { foldsIn } from '../../src/data/folds.js';
import { columnVector } from '../../src/data/matrix.js';

/** Six rows of a number and a text of three categories, of which `c` stands in the last row alone. */
const rows = [
  [1, 1, 0, 0],
  [2, 0, 1, 0],
  [3, 1, 0, 0],
  [4, 0, 1, 0],
  [5, 1, 0, 0],
  [6, 0, 0, 1],
];
const dataset = {
  x: {
    rows: 6,
    columns: 4,
    copyRow: (row: number, to: Float32Array | Float64Array, offset: number) =>
      to.set(rows[row] as number[], offset),
  },
  y: columnVector(Float64Array.of(1, 2, 3, 4, 5, 6)),
  columns: {
    features: [
      { name: 'n', kind: 'number' as const },
      { name: 't', kind: 'category' as const, categories: ['a', 'b', 'c'] },
    ],
    targets: ['y'],
  },
  sha256: '',
};

it('prepares a fold by what is left of the training rows alone: the scale, and which categories there are', async () => {
  const train = Int32Array.of(5, 0, 1, 2, 3, 4);
  const folds = await foldsIn(dataset, { train }, { folds: 3, seed: 0, standardizeTarget: true });
  const seen: number[] = [];
  for (let fold = 0; fold < folds.count; fold++) {
    const { train: left, test, scaler, targets } = await folds.prepare(fold);
    seen.push(...test.rowIndex);
    const indices = [...left.rowIndex];
    const mean = (of: (row: number) => number) => indices.reduce((sum, row) => sum + of(row), 0) / 4;
    expect(scaler.mean[0]).toBeCloseTo(
      mean((row) => row + 1),
      12,
    );
    expect(targets[0]?.mean).toBeCloseTo(
      mean((row) => row + 1),
      12,
    );
    // Where the only row of `c` is held out, it is no feature.
    expect(left.x.columns).toBe(indices.includes(5) ? 4 : 3);
    expect(test.x.columns).toBe(left.x.columns);
  }
  expect(seen.sort()).toEqual([0, 1, 2, 3, 4, 5]);
});
