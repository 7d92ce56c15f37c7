import { beforeAll, describe, expect, it } from 'vitest';
import type { FlatSettings } from '../../../src/config/trainSettings.js';
import { useBackend } from '../../../src/engine/engine.js';
import { mostMovedParameter, observeFirstSteps } from '../../../src/explain/walk/firstSteps.js';
import { walkStep } from '../../../src/explain/walk/walk.js';
import type { OptimizerConfig } from '../../../src/optimizers/index.js';
import type { TrainingState } from '../../../src/training/trainingState.js';
import { trainModel } from '../../../src/training/trainModel.js';
import { preparedData, trainConfig } from '../../trainConfigs.js';

const small: Partial<FlatSettings> = {
  samples: 60,
  features: 3,
  informative: 2,
  hidden: [5],
  batchSize: 16,
  epochs: 2, // of 3 steps each
  learningRate: 0.01,
};
const FLOAT32 = 2 ** -24;
const STEPS = 6;

beforeAll(async () => {
  await useBackend('wasm');
});

const cases: [string, Partial<FlatSettings>][] = [
  ['as it is', {}],
  ['without bias correction', { biasCorrection: false }],
  ['with AMSGrad', { amsgrad: true }],
  ['with L2 decay', { weightDecay: 0.5 }],
  ['with decoupled decay', { weightDecay: 0.5, decoupledWeightDecay: true }],
  ['with other betas and clipping', { beta1: 0.5, beta2: 0.8, clipNorm: 1 }],
];

describe.each(cases)("a walk's numbers are those of a calculation in float64, %s", (_, changes) => {
  it('from the gradients alone', async () => {
    const config = trainConfig({ ...small, ...changes });
    const data = preparedData(config);
    const parameter = await mostMovedParameter(config, data.train, STEPS);
    const settings = config.optimizer as Extract<OptimizerConfig, { name: 'adam' }>;
    const seen = await observeFirstSteps(config, data.train, STEPS, parameter);
    const walked = seen.map((step) => walkStep(step, settings));

    const { beta1, beta2, epsilon, weightDecay, decoupledWeightDecay, amsgrad, biasCorrection } = settings;
    let [theta, m, v, vMax] = [walked[0]?.weightBefore as number, 0, 0, 0];
    expect(walked.map(({ t }) => t)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const step of walked) {
      expect(step.weightBefore).toBeCloseTo(theta, 6);
      const g = step.gradient + (decoupledWeightDecay ? 0 : weightDecay * theta);
      if (decoupledWeightDecay) theta -= 0.01 * weightDecay * theta;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g * g;
      vMax = Math.max(vMax, v);
      const [c1, c2] = biasCorrection ? [1 - beta1 ** step.t, 1 - beta2 ** step.t] : [1, 1];
      const [mHat, vHat] = [m / c1, (amsgrad ? vMax : v) / c2];
      const taken = (0.01 * mHat) / (Math.sqrt(vHat) + epsilon);
      theta -= taken;
      const close = (actual: number, expected: number, scale = Math.abs(expected)) =>
        expect(Math.abs(actual - expected)).toBeLessThan(40 * FLOAT32 * scale);
      close(step.m, m, Math.abs(m) + Math.abs(g));
      close(step.v, v);
      close(step.biasCorrection1, c1);
      close(step.biasCorrection2, c2);
      close(step.mHat, mHat, (Math.abs(m) + Math.abs(g)) / c1);
      close(step.vHat, vHat);
      close(step.step, taken, 0.01 * (1 + Math.abs(g) / Math.sqrt(vHat) / c1));
      close(step.weightAfter, theta, Math.abs(theta) + 0.1);
    }
  });
});

it('sees the weights and the state that training itself ends with', async () => {
  const config = trainConfig(small);
  const data = preparedData(config);
  let end: TrainingState | undefined;
  await trainModel(config, data, {
    onCheckpoint: (state) => {
      end = state;
    },
  });
  // layer1.weight[2,4] of [3, 5]
  const parameter = { name: 'layer1.weight', index: 14 };
  const last = (await observeFirstSteps(config, data.train, STEPS, parameter)).at(-1);
  const { weights, optimizer } = end as TrainingState;
  const savedAs = (values: TrainingState['weights'], name: string) =>
    values.find((each) => each.name === name)?.values[14];
  expect(last?.weightAfter).toBe(savedAs(weights, 'layer1.weight'));
  expect(last?.state).toEqual({
    m: savedAs(optimizer, 'layer1.weight/m'),
    v: savedAs(optimizer, 'layer1.weight/v'),
  });
});

it('says so where a gradient is not finite', async () => {
  const config = trainConfig({ ...small, learningRate: 1e30 });
  const data = preparedData(config);
  await expect(
    observeFirstSteps(config, data.train, STEPS, { name: 'layer1.bias', index: 0 }),
  ).rejects.toThrow('must be finite numbers');
});
