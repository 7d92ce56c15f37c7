import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimate } from '../../../src/charts/parts/thinning.js';

const curve = (heights: number[]) => heights.map((y, x) => ({ x, y }));

it('leaves a curve alone that is short enough', () => {
  const short = curve([1, 2, 3, 4]);
  expect(decimate(short, 1)).toBe(short);
});

it('keeps the first, lowest, highest and last point and a gap of each column', () => {
  const kept = decimate(curve([5, 1, Number.NaN, 3, 9, 4, 2, 2, 2, 2, 2, 2]), 2);
  expect(kept.map(({ x }) => x)).toEqual([0, 1, 2, 4, 5, 6, 11]);
});

it('keeps the extremes, the ends and the order, and few points', () => {
  const height = fc.oneof(fc.double({ noNaN: true }), fc.constant(Number.NaN));
  fc.assert(
    fc.property(fc.array(height, { maxLength: 300 }), fc.integer({ min: 1, max: 20 }), (heights, columns) => {
      const points = curve(heights);
      const kept = decimate(points, columns);
      expect(kept.length).toBeLessThanOrEqual(5 * columns);
      const xs = kept.map(({ x }) => x);
      expect(xs).toEqual([...new Set(xs)].sort((a, b) => a - b));
      expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
      const drawn = (list: readonly { y: number }[]) =>
        list.map(({ y }) => y).filter((y) => !Number.isNaN(y));
      expect(Math.max(...drawn(kept))).toBe(Math.max(...drawn(points)));
      expect(Math.min(...drawn(kept))).toBe(Math.min(...drawn(points)));
      expect(drawn(kept).length < kept.length).toBe(drawn(points).length < points.length);
    }),
    { seed: 1, numRuns: 300 },
  );
});
