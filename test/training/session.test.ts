import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { drawRegression } from '../../src/data/makeRegression.js';
import { prepare } from '../../src/data/prepare.js';
import { useBackend } from '../../src/engine/engine.js';
import { resolveOptimizer } from '../../src/optimizers/resolve.js';
import { globalNorm } from '../../src/training/gradientClipping.js';
import { createSession, type Session, type SessionSettings } from '../../src/training/session.js';
import type { Pass } from '../../src/training/trainStep.js';

const drawn = { samples: 60, features: 3, informative: 2, noise: 1, bias: 0, seed: 3 };
const { train } = prepare(drawRegression(drawn), { testSize: 0.2, seed: 3 });

const settings: SessionSettings = {
  seed: 3,
  model: { hidden: [5], activation: 'relu', loss: { name: 'mse' } },
  optimizer: { name: 'adam', ...resolveOptimizer('adam', { learningRate: 0.05 }) },
  schedule: { name: 'exponential', warmup: 0, gamma: 0.5 },
  training: { batchSize: 20, clipNorm: 1, ema: 0.9 },
};

beforeAll(async () => {
  await useBackend('wasm');
});

async function passes(session: Session, epoch: number): Promise<Pass[]> {
  const seen: Pass[] = [];
  for await (const pass of session.epoch(epoch, async () => {})) seen.push(pass);
  return seen;
}

it('goes on from a state to the bit, and frees all that it made', async () => {
  const tensors = tf.memory().numTensors;
  const session = await createSession(settings, train);
  await passes(session, 1);
  const state = await session.state();
  const expected = [await passes(session, 2), await session.state()];
  expect(session.evaluatedWeights()).not.toEqual((await session.state()).weights);
  await session.restore(state);
  expect([await passes(session, 2), await session.state()]).toEqual(expected);
  session.dispose();
  expect(tf.memory().numTensors).toBe(tensors);
});

it("takes an epoch's rows in batches at its learning rate, and shows each step before and after", async () => {
  const seen: string[] = [];
  const weights: number[] = [];
  const session = await createSession(settings, train, {
    before({ t, model, gradients }) {
      // As they are after clipping.
      seen.push(`before ${t} ${globalNorm(Object.values(gradients)).toFixed(3)}`);
      weights.push(model.variables[0]?.dataSync()[0] as number);
    },
    after({ t, model, optimizer }) {
      seen.push(`after ${t} ${optimizer.learningRate}`);
      expect(model.variables[0]?.dataSync()[0]).not.toBe(weights.at(-1));
    },
  });
  for (const epoch of [1, 2]) {
    const norms = (await passes(session, epoch)).map(({ gradientNorm }) => gradientNorm);
    expect(norms).toHaveLength(3); // 48 rows
    expect(Math.min(...norms)).toBeGreaterThan(1);
  }
  const step = (t: number) => [`before ${t} 1.000`, `after ${t} ${t <= 3 ? 0.05 : 0.025}`];
  expect(seen).toEqual([1, 2, 3, 4, 5, 6].flatMap(step));
  session.dispose();
});

it('frees what it made where it cannot begin', async () => {
  const tensors = tf.memory().numTensors;
  const broken = { ...settings, schedule: { name: 'step', warmup: 0, stepSize: 0.5, gamma: 0.5 } } as const;
  await expect(createSession(broken, train)).rejects.toThrow('stepSize must be');
  expect(tf.memory().numTensors).toBe(tensors);
});
