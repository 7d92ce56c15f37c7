import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/engine/engine.js';
import { Float64Parameter } from '../../src/optimizers/float64.js';
import { type AllHyperparameters, type OptimizerName, optimizers } from '../../src/optimizers/index.js';
import { resolveOptimizer } from '../../src/optimizers/resolve.js';
import { createOptimizer } from '../../src/optimizers/tfjs/classes.js';
import { expectClose } from '../goldens.js';
import { underTest } from './underTest.js';

beforeAll(async () => {
  await useBackend('wasm');
});

type Given = Partial<AllHyperparameters>;
type Gradient = (t: number, theta: readonly number[]) => number[];

const start = [1, -2, 0.5];
const wavy: Gradient = (t) => [Math.sin(t), 0.3 * t, -1 / t];
const growing: Gradient = (t) => [t, -2 * t, 0.1 * t * t];
const fading: Gradient = (t) => [1 / t, 3 / t ** 2, -1 / t];

/** 20 steps of an optimizer class in float32. */
function inFloat32(name: OptimizerName, given: Given, gradient: Gradient, rate?: (t: number) => number) {
  const optimizer = createOptimizer(name, given);
  const variable = tf.tidy(() => tf.variable(tf.tensor1d(start), true, 'x'));
  for (let t = 1; t <= 20; t++) {
    if (rate !== undefined) optimizer.learningRate = rate(t);
    const x = tf.tensor1d(gradient(t, Array.from(variable.dataSync())));
    optimizer.applyGradients({ x });
    x.dispose();
  }
  const values = [...variable.dataSync()];
  optimizer.dispose();
  variable.dispose();
  return values;
}

/** 20 steps of the pure rule in float64. */
function inFloat64(name: OptimizerName, given: Given, gradient: Gradient) {
  const parameter = new Float64Parameter(optimizers[name], resolveOptimizer(name, given), start);
  for (let t = 1; t <= 20; t++) parameter.step(gradient(t, parameter.values));
  return parameter.values;
}

describe('within the family', () => {
  const learningRate = 0.1;

  it('AdamW without decay is Adam', () => {
    expect(inFloat32('adamw', { learningRate, weightDecay: 0 }, wavy)).toEqual(
      inFloat32('adam', { learningRate }, wavy),
    );
  });

  it('Adam with decoupled decay is AdamW, and with L2 decay it is not', () => {
    const adamw = inFloat32('adamw', { learningRate, weightDecay: 0.1 }, wavy);
    expect(inFloat32('adam', { learningRate, weightDecay: 0.1, decoupledWeightDecay: true }, wavy)).toEqual(
      adamw,
    );
    expect(inFloat32('adam', { learningRate, weightDecay: 0.1 }, wavy)).not.toEqual(adamw);
  });

  it('Adam with β1 = 0 is RMSprop with its bias corrected', () => {
    // θ ← θ − α·g/(√v/√(1 − β2ᵗ)) is RMSprop's step with η = α·√(1 − β2ᵗ), where ε is 0.
    const adam = inFloat32('adam', { learningRate, beta1: 0, beta2: 0.9, epsilon: 0 }, wavy);
    const rate = (t: number) => learningRate * Math.sqrt(1 - 0.9 ** t);
    const rmsprop = inFloat32('rmsprop', { alpha: 0.9, epsilon: 0 }, wavy, rate);
    expectClose(adam, rmsprop, 2e-6, 0.1);
  });

  it('AMSGrad is Adam while v grows, and not when it falls', () => {
    const amsgrad = { learningRate, beta2: 0.9, amsgrad: true };
    const adam = { learningRate, beta2: 0.9 };
    expect(inFloat32('adam', amsgrad, growing)).toEqual(inFloat32('adam', adam, growing));
    expect(inFloat32('adam', amsgrad, fading)).not.toEqual(inFloat32('adam', adam, fading));
  });

  it('Adagrad is gradient descent by signs at its first step, as is Adamax, whatever the gradient', () => {
    for (const name of ['adagrad', 'adamax'] as const) {
      const parameter = new Float64Parameter(
        optimizers[name],
        resolveOptimizer(name, { learningRate, epsilon: 0 }),
        start,
      );
      parameter.step([1e-3, -7, 1e5]);
      expectClose(parameter.values, [0.9, -1.9, 0.4], 1e-14);
    }
  });
});

describe.each(underTest)('$name', ({ name, decay }) => {
  const learningRate = 0.05;

  it('climbs as it descends the negative', () => {
    const down: Gradient = (t, theta) => wavy(t, theta).map((g) => -g);
    const plain = { learningRate, weightDecay: 0 };
    expect(inFloat64(name, { ...plain, maximize: true }, wavy)).toEqual(inFloat64(name, plain, down));
    expect(inFloat32(name, { ...plain, maximize: true }, wavy)).toEqual(inFloat32(name, plain, down));
  });

  it('decays by λθ in the gradient, or by shrinking θ first, but not both', () => {
    const lambda = 0.1;
    const l2: Gradient = (t, theta) => wavy(t, theta).map((g, i) => g + lambda * (theta[i] as number));
    const decayed = inFloat64(name, { learningRate, weightDecay: lambda }, wavy);
    const added = inFloat64(name, { learningRate, weightDecay: 0 }, l2);
    if (decay !== 'decoupled') expectClose(decayed, added, 1e-13);

    expect('decoupledWeightDecay' in optimizers[name].hyperparameters).toBe(decay === 'either');
    if (decay === 'L2') return;
    const decoupled = decay === 'either' ? { decoupledWeightDecay: true } : {};
    const shrunk = inFloat64(name, { learningRate, weightDecay: lambda, ...decoupled }, wavy);
    // The gradients do not depend on θ here, so the steps are those without decay.
    const parameter = new Float64Parameter(
      optimizers[name],
      resolveOptimizer(name, { learningRate, weightDecay: 0 }),
      start,
    );
    let expected = start;
    for (let t = 1; t <= 20; t++) {
      const before = parameter.values;
      parameter.step(wavy(t, before));
      const { values } = parameter;
      expected = expected.map(
        (theta, i) => theta * (1 - learningRate * lambda) + (values[i] as number) - (before[i] as number),
      );
    }
    expectClose(shrunk, expected, 1e-12);
  });
});
