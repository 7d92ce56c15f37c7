import { describe, expect, it } from 'vitest';
import { drawInitialWeights } from '../../src/model/initialWeights.js';
import { TorchGenerator } from '../../src/random/torchGenerator.js';
import { goldenRun, goldenRuns } from '../goldens.js';

describe.each(goldenRuns)('the initial weights of $name', ({ name }) => {
  const { config, init } = goldenRun(name);
  const sizes = [config.data.n_features, ...config.hidden, config.data.n_targets ?? 1];
  const layers = drawInitialWeights(new TorchGenerator(config.seed), sizes);

  it("are torch.nn.Linear's, bit for bit", () => {
    layers.forEach(({ weight, bias, inputs, outputs }, layer) => {
      // A Sequential of Linear and ReLU numbers its layers 0, 2, 4 …
      expectSame(weight, init[`${2 * layer}.weight`], [outputs, inputs]);
      expectSame(bias, init[`${2 * layer}.bias`], [outputs]);
    });
  });
});

function expectSame(
  values: Float32Array,
  golden: ReturnType<typeof goldenRun>['init'][string] | undefined,
  shape: number[],
): void {
  if (golden === undefined) throw new Error('The golden has no such layer.');
  expect(shape).toEqual(golden.shape);
  expect([...values.subarray(0, 8)]).toEqual(golden.first);
  expect([...values.subarray(-8)]).toEqual(golden.last);
  // The sums of all float32 values, added in double precision, vouch for those between.
  expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(golden.sum, 9);
  expect(values.reduce((sum, value) => sum + Math.abs(value), 0)).toBeCloseTo(golden.abs_sum, 9);
}
