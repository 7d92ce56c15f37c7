import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/engine/engine.js';
import { Float64Parameter } from '../../src/optimizers/float64.js';
import { optimizers } from '../../src/optimizers/index.js';
import { resolveOptimizer } from '../../src/optimizers/resolve.js';
import { Lion } from '../../src/optimizers/tfjs/classes.js';
import { expectClose } from '../goldens.js';

beforeAll(async () => {
  await useBackend('wasm');
});

const gradients = [
  [1, -2, 0],
  [-8, 1, 0],
  [-1, -1, 3],
];

describe("Lion's first steps, reckoned by hand from the paper", () => {
  // α = 0.1, β1 = 0.9, β2 = 0.99, λ = 0.5, so that each step first takes θ·0.95.
  // t = 1: c = 0.1·g = (0.1, −0.2, 0); m = 0.01·g = (0.01, −0.02, 0)
  // t = 2: c = 0.9·m + 0.1·g = (−0.791, 0.082, 0); m = 0.99·m + 0.01·g = (−0.0701, −0.0098, 0)
  // t = 3: c = (−0.16309, −0.10882, 0.3); m = (−0.079399, −0.019702, 0.03)
  const start = [1, 2, 3];
  const expected = [
    [0.95 - 0.1, 1.9 + 0.1, 2.85],
    [0.85 * 0.95 + 0.1, 2 * 0.95 - 0.1, 2.7075],
    [0.9075 * 0.95 + 0.1, 1.8 * 0.95 + 0.1, 2.7075 * 0.95 - 0.1],
  ];
  const given = { learningRate: 0.1, weightDecay: 0.5 };

  it('are those of float64, to 1e-15, with the momentum', () => {
    const parameter = new Float64Parameter(optimizers.lion, resolveOptimizer('lion', given), start);
    gradients.forEach((g, i) => {
      parameter.step(g);
      expectClose(parameter.values, expected[i] as number[], 1e-15);
    });
    expectClose(parameter.state['m']?.values ?? [], [-0.079399, -0.019702, 0.03], 1e-14);
  });

  it('are those of the class, in float32', () => {
    const optimizer = new Lion(given);
    const variable = tf.tidy(() => tf.variable(tf.tensor1d(start), true, 'lion'));
    gradients.forEach((g, i) => {
      tf.tidy(() => optimizer.applyGradients({ lion: tf.tensor1d(g) }));
      expectClose(variable.dataSync(), expected[i] as number[], 1e-6);
    });
    optimizer.dispose();
    variable.dispose();
  });
});

it("follows PyTorch's way of writing it in float64, whatever the gradients", () => {
  // p.mul_(1 − lr·wd); u = m.mul(β1).add(g, alpha=1 − β1).sign(); p.sub_(lr·u); m.mul_(β2).add_(g, alpha=1 − β2)
  const [alpha, beta1, beta2, lambda] = [0.003, 0.95, 0.98, 0.1];
  const hyperparameters = resolveOptimizer('lion', {
    learningRate: alpha,
    beta1,
    beta2,
    weightDecay: lambda,
  });
  const parameter = new Float64Parameter(optimizers.lion, hyperparameters, [0.3, -1]);
  let [p, m] = [
    [0.3, -1],
    [0, 0],
  ];
  for (let t = 1; t <= 200; t++) {
    const g = parameter.values.map((theta, i) => Math.sin(3 * t + i) + theta);
    const u = m.map((value, i) => Math.sign(beta1 * value + (1 - beta1) * (g[i] as number)));
    p = p.map((value, i) => value * (1 - alpha * lambda) - alpha * (u[i] as number));
    m = m.map((value, i) => beta2 * value + (1 - beta2) * (g[i] as number));
    parameter.step(g);
    expectClose(parameter.values, p, 1e-13);
  }
});

it('has the defaults that were asked for', () => {
  expect(resolveOptimizer('lion', {})).toEqual({
    learningRate: 1e-4,
    beta1: 0.9,
    beta2: 0.99,
    weightDecay: 0,
    maximize: false,
  });
});
