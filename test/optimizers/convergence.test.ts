import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/engine/engine.js';
import { Float64Parameter } from '../../src/optimizers/float64.js';
import { optimizers } from '../../src/optimizers/index.js';
import { resolveOptimizer } from '../../src/optimizers/resolve.js';
import { createOptimizer } from '../../src/optimizers/tfjs/classes.js';
import { expectClose } from '../goldens.js';
import { underTest } from './underTest.js';

beforeAll(async () => {
  await useBackend('wasm');
});

const parabola = underTest.map(({ name, parabola }) => ({ name, ...parabola }));
it.each(parabola)(
  '$name finds the minimum of a parabola with $given in $steps steps',
  ({ name, given, steps }) => {
    const x = tf.tidy(() => tf.variable(tf.scalar(3)));
    const optimizer = createOptimizer(name, given);
    for (let t = 0; t < steps; t++) optimizer.minimize(() => x.sub(1).square() as tf.Scalar);
    expectClose(x.dataSync(), [1], 0.02);
    optimizer.dispose();
    x.dispose();
  },
);

const rosenbrock = underTest.map(({ name, rosenbrock }) => ({ name, ...rosenbrock }));
it.each(rosenbrock)(
  "$name finds Rosenbrock's minimum with $given in $steps steps",
  ({ name, given, steps }) => {
    const parameter = new Float64Parameter(optimizers[name], resolveOptimizer(name, given), [-1.5, 2]);
    for (let t = 0; t < steps; t++) {
      const [x, y] = parameter.values as [number, number];
      const r = y - x * x;
      parameter.step([-400 * x * r - 2 * (1 - x), 200 * r]);
    }
    expectClose(parameter.values, [1, 1], 0.01);
  },
);

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
