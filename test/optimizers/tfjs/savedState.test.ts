import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../../src/engine/engine.js';
import { Adam } from '../../../src/optimizers/tfjs/classes.js';

beforeAll(async () => {
  await useBackend('wasm');
});

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
});

describe('gradients', () => {
  it('of whole numbers are taken as the numbers that they are', () => {
    const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 2]), true, 'w'));
    const optimizer = new Adam({ beta1: 0.5 });
    const g = tf.tensor1d([2, 4], 'int32');
    optimizer.applyGradients({ w: g });
    expect([...(optimizer.stateOf('w')?.slots['m']?.dataSync() ?? [])]).toEqual([1, 2]);
    tf.dispose([w, g]);
    optimizer.dispose();
  });

  it('must be tensors, and their variables float32', () => {
    const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 2]), true, 'w'));
    const whole = tf.tidy(() => tf.variable(tf.tensor1d([1, 2], 'int32'), true, 'whole'));
    const optimizer = new Adam();
    expect(() => optimizer.applyGradients({ w: [1, 2] as never })).toThrow(
      "The gradient of w must have the variable's shape [2], got object.",
    );
    expect(() => optimizer.applyGradients({ whole: w })).toThrow(
      'A variable must be of type float32 to be trained, got int32 for whole; make it of float32 numbers.',
    );
    tf.dispose([w, whole]);
  });

  it('are freed where a step fails', () => {
    const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 2]), true, 'w'));
    const optimizer = new Adam();
    optimizer.applyGradients = () => {
      throw new Error('no step');
    };
    const before = tf.memory().numTensors;
    expect(() => optimizer.minimize(() => w.square().sum() as tf.Scalar)).toThrow('no step');
    expect(tf.memory().numTensors).toBe(before);
    w.dispose();
  });
});
