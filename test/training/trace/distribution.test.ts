import { describe, expect, it } from 'vitest';
import { distributionOf } from '../../../src/training/trace/distribution.js';

describe('a distribution', () => {
  it('has the quantiles of numpy.quantile', () => {
    // numpy.quantile([4, 1, 8, 2], [.05, .25, .5, .75, .95])
    expect(distributionOf(Float64Array.of(4, 1, 8, 2))).toEqual({
      mean: 3.75,
      q05: expect.closeTo(1.15, 12),
      q25: 1.75,
      q50: 3,
      q75: 5,
      q95: expect.closeTo(7.4, 12),
    });
  });

  it('is NaN where one value is, wherever it stands', () => {
    expect(Object.values(distributionOf(Float64Array.of(Number.NaN, 1, 2))).every(Number.isNaN)).toBe(true);
  });
});
