import { expect, it } from 'vitest';
import { drawRegression } from '../../src/data/makeRegression.js';
import { release } from '../../src/data/matrix.js';

it('empties the arrays', () => {
  const arrays = [new Float32Array(10), new Float64Array(3)];
  release(arrays);
  expect(arrays.map(({ length }) => length)).toEqual([0, 0]);
});

it('leaves a drawn problem its target', () => {
  const settings = { samples: 5, features: 2, informative: 2, noise: 0, bias: 0, seed: 1 };
  const { x, y } = drawRegression(settings);
  x.release?.();
  expect(y).toEqual(drawRegression(settings).y);
  const row = new Float64Array(2);
  x.copyRow(0, row, 0);
  expect(row.every(Number.isNaN)).toBe(true);
});
