import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/engine/engine.js';
import { Float64Parameter } from '../../src/optimizers/float64.js';
import { type AllHyperparameters, optimizers } from '../../src/optimizers/index.js';
import { createOptimizer } from '../../src/optimizers/tfjs/classes.js';
import { clipGradients, globalNorm } from '../../src/training/gradientClipping.js';
import { expectClose } from '../goldens.js';
import {
  clippingOf,
  gradient,
  hyperparametersOf,
  learningRateAt,
  optimizerName,
  paramsAt,
  recordedSteps,
  start,
  trajectories,
} from './trajectories.js';
import { underTest } from './underTest.js';

beforeAll(async () => {
  await useBackend('wasm');
});

it.each(underTest)('has all trajectories of $name that torch.optim has', ({ name, recorded }) => {
  const own = trajectories.filter((trajectory) => optimizerName(trajectory) === name);
  expect(own).toHaveLength(recorded?.trajectories ?? 0);
});

it('has no trajectory of any other, and none but Lion is without', () => {
  expect(trajectories).toHaveLength(100);
  const counted = underTest.reduce((sum, { recorded }) => sum + (recorded?.trajectories ?? 0), 0);
  expect(counted).toBe(trajectories.length);
  expect(underTest.filter(({ recorded }) => recorded === undefined).map(({ name }) => name)).toEqual([
    'lion',
  ]);
});

/** As expectClose; what is recorded as infinite or NaN must be that. */
function expectLike(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  const finite = expected.map(Number.isFinite);
  const entries = (of: ArrayLike<number>, areFinite: boolean) =>
    Array.from(of).filter((_, i) => finite[i] === areFinite);
  expect(entries(actual, false)).toEqual(entries(expected, false));
  expectClose(entries(actual, true), entries(expected, true), tolerance, 1e-3);
}

describe.each(trajectories)('$id', (trajectory) => {
  const name = optimizerName(trajectory);
  const hyperparameters = hyperparametersOf(trajectory);
  const clipping = clippingOf(trajectory);
  /** clipGradients in doubles. */
  const clipped = (gradients: number[]) => {
    const { clipNorm = Number.POSITIVE_INFINITY, clipValue = Number.POSITIVE_INFINITY } = clipping;
    const factor = Math.min(1, clipNorm / (Math.hypot(...gradients) + 1e-6));
    return gradients.map((g) => factor * Math.min(Math.max(g, -clipValue), clipValue));
  };
  const deviation = trajectory.f32_vs_f64_rel_dev_at_50 ?? 0;

  it('was recorded with each of its hyperparameters, and no other', () => {
    expect(Object.keys(hyperparameters).sort()).toEqual(Object.keys(optimizers[name].hyperparameters).sort());
  });

  it("follows torch.optim's parameters in float32, to ten times what float32 itself differs", () => {
    const optimizer = createOptimizer(name, hyperparameters);
    const variable = tf.tidy(() => tf.variable(tf.tensor1d(start(trajectory)), true, 'x'));
    const tolerance = Math.max(1e-5, 10 * deviation);
    const compared: number[] = [];
    for (let t = 1; t <= 50; t++) {
      optimizer.learningRate = learningRateAt(trajectory, t);
      tf.tidy(() => {
        const x = tf.tensor1d(gradient(trajectory, Array.from(variable.dataSync()), Math.fround));
        optimizer.applyGradients(clipGradients({ x }, globalNorm([x]), clipping));
      });
      const expected = paramsAt(trajectory.float32, t);
      if (expected === undefined) continue;
      expectLike(variable.dataSync(), expected, tolerance);
      compared.push(t);
    }
    expect(compared).toEqual(recordedSteps);
    optimizer.dispose();
    variable.dispose();
  });

  it('follows them in float64, to 1e-12', () => {
    const changing = { ...hyperparameters } as AllHyperparameters;
    const parameter = new Float64Parameter(optimizers[name], changing, start(trajectory));
    const compared: number[] = [];
    for (let t = 1; t <= 50; t++) {
      changing.learningRate = learningRateAt(trajectory, t);
      parameter.step(clipped(gradient(trajectory, parameter.values, (value) => value)));
      const expected = paramsAt(trajectory.float64, t);
      if (expected === undefined) continue;
      expectLike(parameter.values, expected, 1e-12);
      compared.push(t);
    }
    expect(compared).toEqual(recordedSteps);
  });
});
