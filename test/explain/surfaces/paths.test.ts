import { describe, expect, it } from 'vitest';
import { pathTable } from '../../../src/console/pathTable.js';
import { contourLines, logLevels } from '../../../src/explain/surfaces/contours.js';
import {
  type PlaneFunction,
  planeFunctionNames,
  planeFunctions,
} from '../../../src/explain/surfaces/functions.js';
import { followPath } from '../../../src/explain/surfaces/paths.js';

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

it('takes gradient descent on the bowl where algebra does', () => {
  // x ← (1 − 0.05)·x and y ← (1 − 0.05·20)·y = 0; 4·0.95ᵗ ≤ 0.001 from t = 162 on.
  const path = followPath(planeFunctions.quadratic, [-4, 1.5], 'sgd', { learningRate: 0.05 }, 200);
  expect(path.points[1]).toEqual([-3.8, 0]);
  expect(path.points).toHaveLength(201);
  expect(path.reachedAfter).toBe(162);
});

it('begins where the user says on a surface without end', () => {
  const path = followPath(planeFunctions.saddle, [1, 10], 'sgd', { learningRate: 0.01 }, 5);
  expect(path).toMatchObject({
    leftAfter: 1,
    points: [
      [1, 10],
      [0.98, 10.2],
    ],
  });
});

it('ends a path that runs off', () => {
  // y ← (1 − 0.2·20)·y = −3·y
  const path = followPath(planeFunctions.quadratic, [-4, 1.5], 'sgd', { learningRate: 0.2 }, 500);
  expect(path.leftAfter).toBe(13);
  expect(path.reachedAfter).toBeUndefined();
});

it('says in an aligned table where each path ended', () => {
  const { quadratic, saddle } = planeFunctions;
  const table = pathTable(
    [
      followPath(quadratic, [-4, 1.5], 'sgd', { learningRate: 0.05 }, 200),
      followPath(quadratic, [-4, 1.5], 'sgd', { learningRate: 0.001 }, 200),
      followPath(quadratic, [-4, 1.5], 'sgd', { learningRate: 0.2 }, 200),
    ],
    { hasMinimum: true },
  );
  expect(table).toMatchInlineSnapshot(`
    [
      "optimizer  within 0.001 of the minimum     lr  steps          x          y    f(x, y)",
      "SGD        after 162 steps               0.05    200  -1.402e-4          0   9.830e-9",
      "SGD        not yet                      0.001    200    -3.2746   0.026382     5.3684",
      "SGD        never, ran off                 0.2     13    -0.2199  -2.391e+6  5.719e+13",
    ]
  `);
  expect(new Set(table.map((line) => line.length)).size).toBe(1);
  expect(table[1]).toContain('after 162 steps');
  expect(table[2]).toContain('not yet');
  expect(table[3]).toContain('never, ran off');
  const off = followPath(saddle, [-1.5, 0.01], 'adam', { learningRate: 0.02 }, 500);
  expect(pathTable([off], { hasMinimum: false })[1]).toContain('no minimum; left the picture');
});

describe('contours', () => {
  it('of a bowl are circles', () => {
    const [lines = []] = contourLines((x, y) => x * x + y * y, { x: [-2, 2], y: [-2, 2] }, [1.1]);
    expect(lines.length).toBeGreaterThan(100);
    const points = lines.flat();
    for (const [x, y] of points) expect(Math.hypot(x, y)).toBeCloseTo(Math.sqrt(1.1), 4);
    // Each end is another segment's too: the line is closed.
    const ends = new Map<string, number>();
    for (const [x, y] of points) {
      const key = `${x.toFixed(9)} ${y.toFixed(9)}`.replaceAll('-0.000000000', '0.000000000');
      ends.set(key, (ends.get(key) ?? 0) + 1);
    }
    expect(new Set(ends.values())).toEqual(new Set([2]));
  });

  it('round a saddle in one cell pass the corners that its middle is not joined to', () => {
    const saddle = (x: number, y: number) => x * y + 0.1;
    const [lines = []] = contourLines(saddle, { x: [-1, 1], y: [-1, 1] }, [0], 1);
    expect(lines).toHaveLength(2);
    // The middle is above 0, as are the corners (−1, −1) and (1, 1): the lines cut off the other two.
    for (const [[x0, y0], [x1, y1]] of lines) expect(Math.sign(x0 + x1)).toBe(-Math.sign(y0 + y1));
  });

  it('lie at 1 and 3 times powers of ten', () => {
    expect(logLevels(0, 250).slice(-4)).toEqual([3, 10, 30, 100]);
    expect(logLevels(undefined, 2)).toEqual([-1, -0.3, -0.1, -0.03, -0.01, 0, 0.01, 0.03, 0.1, 0.3, 1]);
  });
});
