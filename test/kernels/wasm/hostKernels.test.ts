import { describe, expect, it } from 'vitest';
import { type AdamStepNumbers, stepInJavaScript } from '../../../src/kernels/adamStep.js';
import { HostKernels } from '../../../src/kernels/wasm/hostKernels.js';
import { someValues } from '../engines.js';

const kernels = new HostKernels();
/** None, less than a block, a block, and more; with and without a rest that fills no vector. */
const lengths = [0, 1, 5, 4095, 4096, 4097, 12_291];

const adam: AdamStepNumbers = {
  sign: 1,
  shrink: 1,
  l2: 0,
  beta1: 0.9,
  beta2: 0.999,
  rate: 0.01,
  root: 0.5,
  epsilon: 1e-8,
};
const climbing: AdamStepNumbers = { ...adam, sign: -1, shrink: 0.99, l2: 0.1, beta1: 0.5, epsilon: 1e-3 };

describe.each(lengths)('of %i values', (length) => {
  const values = (seed: number) => someValues([length], seed).values;
  const squares = (seed: number) => values(seed).map((value) => value * value);

  it.each([
    ['Adam', adam, false],
    ['AMSGrad with decay, climbing', climbing, true],
  ] as const)('the step of %s is the one in JavaScript', (_, numbers, amsgrad) => {
    const required = [values(1), values(2), values(3), squares(4)] as const;
    const given = amsgrad ? ([...required, squares(5)] as const) : required;
    const before = given.map((array) => array.slice());
    const next = kernels.adamStep(given, numbers);
    const expected = stepInJavaScript(given, numbers);
    expect(next.map((array) => array.length)).toEqual(expected.map((array) => array.length));
    next.forEach((array, output) => {
      array.forEach((value, i) => {
        const other = expected[output]?.[i] as number;
        const isNear = Math.abs(value - other) <= 2e-6 * Math.max(1, Math.abs(other));
        if (!isNear) expect(value).toBe(other);
      });
    });
    expect(given).toEqual(before);
  });

  it('the sum of squares is in double precision', () => {
    const x = values(6);
    const expected = x.reduce((sum, value) => sum + value ** 2, 0);
    expect(Math.abs(kernels.sumOfSquares(x) - expected)).toBeLessThanOrEqual(1e-13 * expected);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d is found anywhere', (bad) => {
    const x = values(7);
    expect(kernels.areFinite(x)).toBe(true);
    for (const place of new Set([0, length >> 1, length - 1])) {
      if (length === 0) continue;
      const changed = x.slice();
      changed[place] = bad;
      expect(kernels.areFinite(changed)).toBe(false);
    }
  });
});

it('no square is too large to be summed', () => {
  expect(kernels.sumOfSquares(Float32Array.of(3e38))).toBe(Math.fround(3e38) ** 2);
});
