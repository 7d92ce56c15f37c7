import { describe, expect, it } from 'vitest';
import {
  type PlaneFunction,
  planeFunctionNames,
  planeFunctions,
} from '../../../src/explain/surfaces/functions.js';

describe.each(planeFunctionNames)('%s', (name) => {
  const { value, gradient, minimum }: PlaneFunction = planeFunctions[name];

  it('has the gradient that finite differences give', () => {
    const h = 1e-5;
    for (const [x, y] of [
      [0.3, -0.7],
      [-1.2, 1.1],
      [2, 0.4],
    ] as const) {
      const [dx, dy] = gradient(x, y);
      expect(dx).toBeCloseTo((value(x + h, y) - value(x - h, y)) / (2 * h), 4);
      expect(dy).toBeCloseTo((value(x, y + h) - value(x, y - h)) / (2 * h), 4);
    }
  });

  it('is flat and 0 at its minimum, or has none', () => {
    if (minimum === undefined) return expect(name).toBe('saddle');
    expect(value(...minimum)).toBe(0);
    expect(gradient(...minimum).map(Math.abs)).toEqual([0, 0]);
  });
});
