import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../../src/engine/engine.js';
import { Adam, createOptimizer } from '../../../src/optimizers/tfjs/classes.js';
import { step, twoVariables } from './twoVariables.js';

beforeAll(async () => {
  await useBackend('wasm');
});
afterEach(() => tf.disposeVariables());

type State = Awaited<ReturnType<Adam['getWeights']>>;

describe('saved state', () => {
  it.each<[string, (state: State) => State, string]>([
    ['twice', (state) => [...state, state[1] as State[number]], 'must have each name once, got w/t twice'],
    ['no list', () => 7 as never, 'must be a list of {name, tensor}, got number'],
    [
      'half a step',
      (state) => state.map((each) => (each.name === 'w/t' ? { ...each, tensor: tf.scalar(1.5) } : each)),
      'w/t must be one whole number >= 0, got 1.5',
    ],
    [
      'whole numbers',
      (state) =>
        state.map((each) => (each.name === 'w/m' ? { ...each, tensor: tf.ones([2], 'int32') } : each)),
      'w/m must be float32 numbers of shape [2], got int32 of shape [2]',
    ],
    [
      'two shapes',
      (state) => state.map((each) => (each.name === 'w/v' ? { ...each, tensor: tf.ones([3]) } : each)),
      'w/v must be float32 numbers of shape [2], got float32 of shape [3]',
    ],
  ])('that is none is refused: %s', async (_, change, message) => {
    const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 2]), true, 'w'));
    const optimizer = new Adam();
    optimizer.applyGradients({ w });
    const state = await optimizer.getWeights();
    await expect(optimizer.setWeights(change(state))).rejects.toThrow(`Saved state ${message}`);
    expect(optimizer.stateOf('w')?.t).toBe(1);
    w.dispose();
    optimizer.dispose();
  });

  it('can be computed with, and is then disposed of', async () => {
    const before = tf.memory().numTensors;
    const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 2]), true, 'w'));
    const optimizer = new Adam({ beta1: 0.5 });
    optimizer.applyGradients({ w });
    const held = tf.memory().numTensors;
    const state = await optimizer.getWeights();
    const m = state.find(({ name }) => name === 'w/m')?.tensor as tf.Tensor;
    expect(tf.memory().numTensors).toBe(held);
    expect(tf.tidy(() => [...m.mul(2).dataSync()])).toEqual([1, 2]);
    expect(tf.tidy(() => [...m.add(m.clone()).dataSync()])).toEqual([1, 2]);
    expect(await m.array()).toEqual([0.5, 1]);
    m.dispose();
    expect(m.isDisposed).toBe(true);
    expect(() => m.dataSync()).toThrow('disposed');
    expect(tf.memory().numTensors).toBe(held);
    w.dispose();
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is a snapshot: later steps do not change it', async () => {
    const { gradients, dispose } = twoVariables();
    const optimizer = new Adam();
    step(optimizer, gradients(1));
    const saved = await optimizer.getWeights();
    const before = saved.map(({ tensor }) => [...tensor.dataSync()]);
    step(optimizer, gradients(2));
    expect(saved.map(({ tensor }) => [...tensor.dataSync()])).toEqual(before);
    tf.dispose(saved.map(({ tensor }) => tensor));
    optimizer.dispose();
    dispose();
  });

  it('of another kind of optimizer is refused, and the present state kept', async () => {
    const foreign = { name: 'a/momentum', tensor: tf.scalar(1) };
    const { gradients, dispose } = twoVariables();
    const optimizer = new Adam();
    step(optimizer, gradients(1));
    await expect(optimizer.setWeights([foreign])).rejects.toThrow(/got a\/momentum/);
    expect(optimizer.iterations).toBe(1);
    optimizer.dispose();
    dispose();
    foreign.tensor.dispose();
  });

  it('that lacks a part is refused, and the present state kept', async () => {
    const { gradients, dispose } = twoVariables();
    const plain = createOptimizer('rmsprop');
    step(plain, gradients(1));
    const saved = await plain.getWeights();
    const centered = createOptimizer('rmsprop', { centered: true });
    step(centered, gradients(1));
    await expect(centered.setWeights(saved)).rejects.toThrow(
      'Saved state of a must have gMean, got t, v; load it into an optimizer with the options',
    );
    expect(centered.iterations).toBe(1);
    tf.dispose(saved.map(({ tensor }) => tensor));
    plain.dispose();
    centered.dispose();
    dispose();
  });
});
