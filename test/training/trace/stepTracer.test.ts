import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FlatSettings } from '../../../src/config/trainSettings.js';
import { useBackend } from '../../../src/engine/engine.js';
import { Mlp } from '../../../src/model/mlp.js';
import { power } from '../../../src/optimizers/power.js';
import { createOptimizer } from '../../../src/optimizers/tfjs/classes.js';
import type { TraceRow } from '../../../src/training/trace/adamTrace.js';
import { StepTracer } from '../../../src/training/trace/stepTracer.js';
import { type TrainingHooks, trainModel } from '../../../src/training/trainModel.js';
import { takeStep } from '../../../src/training/trainStep.js';
import { preparedData, trainConfig } from '../../trainConfigs.js';

const small: Partial<FlatSettings> = {
  samples: 60,
  features: 3,
  informative: 2,
  hidden: [5],
  epochs: 3,
  learningRate: 0.01,
};

async function run(changes: Partial<FlatSettings>, hooks: TrainingHooks = {}) {
  const config = trainConfig({ ...small, ...changes });
  return trainModel(config, preparedData(config), hooks);
}

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  it.each([
    ['Adam', { batchSize: 7 }],
    ['AMSGrad, clipped', { amsgrad: true, clipNorm: 1 }],
    ['AdamW', { optimizer: 'adamw', weightDecay: 0.1, batchSize: 7 }],
  ] satisfies [string, Partial<FlatSettings>][])(
    '%s gives the same numbers with a trace',
    async (_, changes) => {
      const traced: TraceRow[] = [];
      const numbers = ({ history, predictions }: Awaited<ReturnType<typeof run>>) => ({
        losses: history.map(({ seconds: _, ...record }) => record),
        predictions,
      });
      const without = numbers(await run(changes));
      expect(numbers(await run(changes, { onTrace: (rows) => traced.push(...rows) }))).toEqual(without);
      expect(traced.length).toBeGreaterThan(0);
    },
  );

  it("takes its numbers from the optimizer's own state, over three epochs of two steps", async () => {
    // Two weights and a bias of one linear layer; the gradients are given.
    const layer = { inputs: 2, outputs: 1, weight: Float32Array.of(0.5, -2), bias: Float32Array.of(0.25) };
    const model = new Mlp([layer], 'relu');
    const settings = { learningRate: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-3, biasCorrection: true };
    const optimizer = createOptimizer('adam', settings);
    const rows: TraceRow[] = [];
    const observer = new StepTracer({ stepsPerEpoch: 2, epochs: 3 }, (step) => rows.push(...step));
    for (let t = 1; t <= 6; t++) {
      optimizer.learningRate = 0.1 / t;
      const before = model.variables.flatMap((variable) => [...variable.dataSync()]);
      const gradients = {
        'layer1.weight': tf.tensor2d([3 / t, -0.25 * t], [2, 1]),
        'layer1.bias': tf.tensor1d([t % 2 === 0 ? 1 : -1]),
      };
      takeStep({ model, optimizer, observer }, gradients);
      const after = model.variables.flatMap((variable) => [...variable.dataSync()]);

      const state = new Map(
        (await optimizer.getWeights()).map(({ name, tensor }) => [name, [...tensor.dataSync()]]),
      );
      const slot = (name: string) => [
        ...(state.get(`layer1.weight/${name}`) as number[]),
        ...(state.get(`layer1.bias/${name}`) as number[]),
      ];
      const mHat = slot('m').map((m) => Math.abs(m) / (1 - power(0.9, t)));
      const sqrtVHat = slot('v').map((v) => Math.sqrt(v / (1 - power(0.99, t))));
      const rate = sqrtVHat.map((root) => 0.1 / t / (root + 1e-3));
      const step = rate.map((one, i) => one * (mHat[i] as number));
      const norm = (values: number[]) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
      const difference = after.map((value, i) => value - (before[i] as number));

      const [weight, bias, all] = rows.slice(-3);
      expect([weight, bias, all].map((row) => row?.parameter)).toEqual([
        'layer1.weight',
        'layer1.bias',
        'all',
      ]);
      expect(all).toMatchObject({
        epoch: Math.ceil(t / 2),
        t,
        moment: t % 2 === 0 ? 'epoch_end' : 'first_step',
        values: 3,
        learningRate: 0.1 / t,
        biasCorrection1: 1 - power(0.9, t),
        biasCorrection2: 1 - power(0.99, t),
      });
      expect(all?.gradientNorm).toBeCloseTo(norm([3 / t, -0.25 * t, 1]), 6);
      expect(all?.weightNorm).toBeCloseTo(norm(before), 12);
      expect(all?.updateNorm).toBeCloseTo(norm(difference), 12);
      expect(all?.updateRatio).toBeCloseTo(norm(difference) / norm(before), 12);
      // Of three values the quartiles lie half way to the middle one, and 5 % a tenth of the way.
      for (const [key, values] of Object.entries({ mHat, sqrtVHat, rate, step })) {
        const [low, middle, high] = [...values].sort((a, b) => a - b) as [number, number, number];
        const spread = all?.[key as 'mHat'];
        expect(spread?.mean).toBeCloseTo((low + middle + high) / 3, 12);
        expect(spread?.q05).toBeCloseTo(low + 0.1 * (middle - low), 12);
        expect(spread?.q25).toBeCloseTo((low + middle) / 2, 12);
        expect(spread?.q50).toBeCloseTo(middle, 12);
        expect(spread?.q75).toBeCloseTo((middle + high) / 2, 12);
        expect(spread?.q95).toBeCloseTo(high - 0.1 * (high - middle), 12);
        expect(bias?.[key as 'mHat'].q95).toBe(values[2]);
        expect(weight?.[key as 'mHat'].mean).toBeCloseTo(
          ((values[0] as number) + (values[1] as number)) / 2,
          12,
        );
      }
      // Without decay the step is the way that the weights went, to float32's digits.
      expect((step[2] as number) / Math.abs(difference[2] as number)).toBeCloseTo(1, 4);
      tf.dispose(Object.values(gradients));
    }
    expect(rows).toHaveLength(18);
    optimizer.dispose();
    model.dispose();
  });
});

it('looks at the first 20 steps and at the last step of every epoch, with the step number that a resumed run goes on with', async () => {
  await useBackend('wasm');
  const steps = new Set<string>();
  // 48 training rows in batches of 7: 7 steps an epoch.
  await run(
    { batchSize: 7, epochs: 5 },
    {
      onTrace: (rows) => {
        for (const { epoch, t, moment } of rows) steps.add(`${epoch} ${t} ${moment}`);
      },
    },
  );
  const first = Array.from({ length: 20 }, (_, i) => i + 1).filter((t) => t % 7 !== 0);
  expect([...steps].sort()).toEqual(
    [
      ...first.map((t) => `${Math.ceil(t / 7)} ${t} first_step`),
      ...[7, 14, 21, 28, 35].map((t) => `${t / 7} ${t} epoch_end`),
    ].sort(),
  );
});

it('passes over most epochs of a long run, but not over its last one', async () => {
  const seen = new Set<number>();
  const onTrace = (rows: TraceRow[]) => {
    for (const { epoch } of rows) seen.add(epoch);
  };
  await run({ samples: 10, hidden: [1], epochs: 1005 }, { onTrace });
  expect(seen.size).toBe(1003);
  expect([...seen].slice(-4)).toEqual([1000, 1002, 1004, 1005]);
});

it('divides by what AMSGrad divides by, and corrects nothing where that is off', async () => {
  await useBackend('cpu');
  const traced: TraceRow[] = [];
  const { history } = await run(
    { amsgrad: true, biasCorrection: false, epochs: 30 },
    { onTrace: (rows) => traced.push(...rows) },
  );
  const biases = traced.filter(({ parameter }) => parameter === 'layer2.bias');
  expect(biases).toHaveLength(history.length);
  for (const [i, { sqrtVHat, step, updateNorm, biasCorrection1, biasCorrection2 }] of biases.entries()) {
    expect([biasCorrection1, biasCorrection2]).toEqual([1, 1]);
    expect(sqrtVHat.q50).toBeGreaterThanOrEqual(biases[i - 1]?.sqrtVHat.q50 ?? 0);
    expect(Math.abs(updateNorm / step.q50 - 1)).toBeLessThan(1e-3);
  }
});
