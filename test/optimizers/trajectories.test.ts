import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/engine/engine.js';
import { Float64Parameter } from '../../src/optimizers/float64.js';
import { type AllHyperparameters, optimizerNames, optimizers } from '../../src/optimizers/index.js';
import { createOptimizer } from '../../src/optimizers/tfjs/classes.js';
import { clipGradients, globalNorm } from '../../src/training/gradientClipping.js';
import { expectClose } from '../goldens.js';
import {
  clippingOf,
  gradient,
  learningRateAt,
  optimizerName,
  optionsOf,
  paramsAt,
  start,
  trajectories,
} from './trajectories.js';

beforeAll(async () => {
  await useBackend('wasm');
});

it('has trajectories of every optimizer to compare with, but of Lion, which torch.optim has not', () => {
  expect(new Set([...trajectories.map(optimizerName), 'lion'])).toEqual(new Set(optimizerNames));
  expect(trajectories.length).toBe(100);
});

describe.each(trajectories)('$id', (trajectory) => {
  const name = optimizerName(trajectory);
  const options = optionsOf(trajectory);
  const clipping = clippingOf(trajectory);
  /** clipGradients in doubles. */
  const clipped = (gradients: number[]) => {
    const { clipNorm = Number.POSITIVE_INFINITY, clipValue = Number.POSITIVE_INFINITY } = clipping;
    const factor = Math.min(1, clipNorm / (Math.hypot(...gradients) + 1e-6));
    return gradients.map((g) => factor * Math.min(Math.max(g, -clipValue), clipValue));
  };
  const deviation = trajectory.f32_vs_f64_rel_dev_at_50 ?? 0;

  it("follows torch.optim's parameters in float32, to ten times what float32 itself differs", () => {
    const optimizer = createOptimizer(name, options);
    const variable = tf.tidy(() => tf.variable(tf.tensor1d(start(trajectory)), true, 'x'));
    const tolerance = Math.max(1e-5, 10 * deviation);
    for (let t = 1; t <= 50; t++) {
      optimizer.learningRate = learningRateAt(trajectory, t);
      tf.tidy(() => {
        const x = tf.tensor1d(gradient(trajectory, Array.from(variable.dataSync()), Math.fround));
        optimizer.applyGradients(clipGradients({ x }, globalNorm([x]), clipping));
      });
      const expected = paramsAt(trajectory.float32, t);
      if (expected !== undefined) expectClose(variable.dataSync(), expected, tolerance, 1e-3);
    }
    optimizer.dispose();
    variable.dispose();
  });

  it('follows them in float64, to 1e-12', () => {
    const changing = { ...options } as AllHyperparameters;
    const parameter = new Float64Parameter(optimizers[name], changing, start(trajectory));
    for (let t = 1; t <= 50; t++) {
      changing.learningRate = learningRateAt(trajectory, t);
      parameter.step(clipped(gradient(trajectory, parameter.values, (value) => value)));
      const expected = paramsAt(trajectory.float64, t);
      if (expected !== undefined) expectClose(parameter.values, expected, 1e-12, 1e-3);
    }
  });
});
