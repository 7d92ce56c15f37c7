import { expect, it } from 'vitest';
import { pathTable } from '../../src/console/pathTable.js';
import { planeFunctions } from '../../src/explain/surfaces/functions.js';
import { followPath } from '../../src/explain/surfaces/paths.js';

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
      "optimizer  first within 0.001 of the minimum     lr  steps          x          y    f(x, y)",
      "SGD        after 162 steps                     0.05    200  -1.402e-4          0   9.830e-9",
      "SGD        not yet                            0.001    200    -3.2746   0.026382     5.3684",
      "SGD        never, ran off                       0.2     13    -0.2199  -2.391e+6  5.719e+13",
    ]
  `);
  const off = followPath(saddle, [-1.5, 0.01], 'adam', { learningRate: 0.02 }, 500);
  expect(pathTable([off], { hasMinimum: false })[1]).toContain('no minimum; ran off');
  const short = followPath(saddle, [-1.5, 0.01], 'adam', { learningRate: 0.02 }, 20);
  expect(pathTable([short], { hasMinimum: false })[1]).toContain('no minimum; still falling');
});
