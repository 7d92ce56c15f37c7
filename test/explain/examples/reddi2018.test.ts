import { expect, it } from 'vitest';
import { reddiPath } from '../../../src/explain/examples/reddi2018.js';

// A reference calculation in float64 from x = 1, with ε = 1e-8, bias correction, a constant rate and the projection.
it('sends Adam to +1, where the mean loss is highest, and AMSGrad to −1', () => {
  const adam = reddiPath({ amsgrad: false, start: 1 }, 30_001);
  const amsgrad = reddiPath({ amsgrad: true, start: 1 }, 30_001);
  expect([300, 3000, 30_000].map((t) => adam[t])).toEqual([1, 1, 1]);
  expect(amsgrad[300]).toBeCloseTo(0.6514372337, 9);
  expect(amsgrad[3000]).toBeCloseTo(-0.9930187644, 9);
  expect(amsgrad[30_000]).toBeCloseTo(-0.9930187644, 9);
  // The largest gradient comes next, and the projection stops it at the end of the interval.
  expect(amsgrad[30_001]).toBe(-1);
});

it('takes Adam away even from the best point', () => {
  const adam = reddiPath({ amsgrad: false, start: -1 }, 3000);
  expect(adam[0]).toBe(-1);
  expect(adam[3000]).toBe(1);
});
