import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/engine/engine.js';
import { Float64Parameter } from '../../src/optimizers/float64.js';
import type { AllHyperparameters, OptimizerName } from '../../src/optimizers/index.js';
import { optimizers } from '../../src/optimizers/index.js';
import { resolveOptimizer } from '../../src/optimizers/resolve.js';
import { createOptimizer } from '../../src/optimizers/tfjs/classes.js';
import { expectClose } from '../goldens.js';

beforeAll(async () => {
  await useBackend('wasm');
});

type Attempt = [OptimizerName, Partial<AllHyperparameters>, number];

// From 3 to the minimum at 1 of (x − 1)².
const parabola: Attempt[] = [
  ['adam', { learningRate: 0.1 }, 150],
  ['adamw', { learningRate: 0.1, weightDecay: 1e-4 }, 150],
  ['nadam', { learningRate: 0.1 }, 150],
  ['radam', { learningRate: 0.1 }, 150],
  ['adamax', { learningRate: 0.1 }, 150],
  ['rmsprop', { learningRate: 0.01, momentum: 0.5 }, 200],
  ['adagrad', { learningRate: 1 }, 50],
  ['adadelta', { learningRate: 10 }, 200],
  ['sgd', { learningRate: 0.1 }, 50],
];

it.each(parabola)('%s finds the minimum of a parabola with %o in %i steps', (name, options, steps) => {
  const x = tf.tidy(() => tf.variable(tf.scalar(3)));
  const optimizer = createOptimizer(name, options);
  for (let t = 0; t < steps; t++) optimizer.minimize(() => x.sub(1).square() as tf.Scalar);
  expectClose(x.dataSync(), [1], 0.02);
  optimizer.dispose();
  x.dispose();
});

// From (−1.5, 2) along the bent valley of (1 − x)² + 100·(y − x²)² to its minimum at (1, 1).
const rosenbrock: Attempt[] = [
  ['adam', { learningRate: 0.01 }, 4000],
  ['adamw', { learningRate: 0.01, weightDecay: 1e-5 }, 4000],
  ['nadam', { learningRate: 0.003 }, 7000],
  ['radam', { learningRate: 0.01 }, 7500],
  ['adamax', { learningRate: 0.1 }, 3000],
  ['rmsprop', { learningRate: 0.003, momentum: 0.9 }, 1500],
  ['adagrad', { learningRate: 1 }, 10_000],
  ['adadelta', { learningRate: 0.03 }, 12_500],
  ['sgd', { learningRate: 0.001, momentum: 0.9 }, 1500],
];

it.each(rosenbrock)("%s finds Rosenbrock's minimum with %o in %i steps", (name, options, steps) => {
  const parameter = new Float64Parameter(optimizers[name], resolveOptimizer(name, options), [-1.5, 2]);
  for (let t = 0; t < steps; t++) {
    const [x, y] = parameter.values as [number, number];
    const r = y - x * x;
    parameter.step([-400 * x * r - 2 * (1 - x), 200 * r]);
  }
  expectClose(parameter.values, [1, 1], 0.01);
});

describe('beside tf.train.adam, with β2 = 0.9999', () => {
  it('is closer to float64', () => {
    const [alpha, beta1, beta2, epsilon] = [0.01, 0.9, 0.9999, 1e-8] as const;
    const start = [0, 0, 0];
    const gradient = (t: number) => [Math.sin(t), 1 + 1 / t, 1e-3 * Math.cos(3 * t)].map(Math.fround);
    const exact = new Float64Parameter(
      optimizers.adam,
      resolveOptimizer('adam', { learningRate: alpha, beta1, beta2, epsilon }),
      start,
    );
    for (let t = 1; t <= 100; t++) exact.step(gradient(t));

    /** The largest error after 100 steps, relative to the way gone. */
    const errorOf = (optimizer: tf.Optimizer) => {
      const variable = tf.tidy(() => tf.variable(tf.tensor1d(start), true, 'x'));
      for (let t = 1; t <= 100; t++) {
        const x = tf.tensor1d(gradient(t));
        optimizer.applyGradients({ x });
        x.dispose();
      }
      const errors = Array.from(variable.dataSync(), (value, i) =>
        Math.abs(value / (exact.values[i] as number) - 1),
      );
      optimizer.dispose();
      variable.dispose();
      return Math.max(...errors);
    };
    const ours = errorOf(createOptimizer('adam', { learningRate: alpha, beta1, beta2, epsilon }));
    const theirs = errorOf(tf.train.adam(alpha, beta1, beta2, epsilon));
    process.stdout.write(
      `Adam, β2 = 0.9999, error against float64 after 100 steps: ${ours.toExponential(1)}; tf.train.adam: ${theirs.toExponential(1)}\n`,
    );
    expect(ours).toBeLessThan(5e-6);
    expect(theirs).toBeGreaterThan(10 * ours);
  });
});
