import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type OptimizerOptions, optimizerNames } from '../../src/config/optimizerTable.js';
import { useBackend } from '../../src/engine/engine.js';
import { Float64Parameter } from '../../src/explain/float64Parameter.js';
import { createOptimizer } from '../../src/optimizers/createOptimizer.js';
import { expectClose } from '../goldens.js';
import {
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

it('has trajectories of every optimizer to compare with', () => {
  expect(new Set(trajectories.map(optimizerName))).toEqual(new Set(optimizerNames));
  expect(trajectories.length).toBe(96);
});

describe.each(trajectories)('$id', (trajectory) => {
  const name = optimizerName(trajectory);
  const options = optionsOf(trajectory);
  const deviation = trajectory.f32_vs_f64_rel_dev_at_50 ?? 0;

  it("follows torch.optim's parameters in float32, to ten times what float32 itself differs", () => {
    const optimizer = createOptimizer(name, options);
    const variable = tf.tidy(() => tf.variable(tf.tensor1d(start(trajectory)), true, 'x'));
    const tolerance = Math.max(1e-5, 10 * deviation);
    for (let t = 1; t <= 50; t++) {
      optimizer.learningRate = learningRateAt(trajectory, t);
      const x = tf.tensor1d(gradient(trajectory, Array.from(variable.dataSync()), Math.fround));
      optimizer.applyGradients({ x });
      x.dispose();
      const expected = paramsAt(trajectory.float32, t);
      if (expected !== undefined) expectClose(variable.dataSync(), expected, tolerance, 1e-3);
    }
    optimizer.dispose();
    variable.dispose();
  });

  it('follows them in float64, to 1e-12', () => {
    const changing = { ...options } as OptimizerOptions;
    const parameter = new Float64Parameter(name, changing, start(trajectory));
    for (let t = 1; t <= 50; t++) {
      changing.learningRate = learningRateAt(trajectory, t);
      parameter.step(gradient(trajectory, parameter.values, (value) => value));
      const expected = paramsAt(trajectory.float64, t);
      if (expected !== undefined) expectClose(parameter.values, expected, 1e-12, 1e-3);
    }
  });
});
