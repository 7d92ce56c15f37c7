import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.js';
import { Adam } from '../../src/optimizers/tfjs/classes.js';
import { plateauSchedule } from '../../src/schedules/plateau.js';
import { scheduleCallback } from '../../src/schedules/scheduleCallback.js';

beforeAll(() => tf.setBackend('cpu'));

/** Fits y = 0·x from w = 1 with a single row, so that each epoch is one step; w after each. */
async function weights(
  optimizer: tf.Optimizer,
  schedule: Parameters<typeof scheduleCallback>[1],
  epochs = 4,
): Promise<number[]> {
  const layer = tf.layers.dense({ units: 1, inputShape: [1], useBias: false, kernelInitializer: 'ones' });
  const model = tf.sequential({ layers: [layer] });
  model.compile({ optimizer, loss: 'meanSquaredError' });
  const [x, y] = [tf.ones([1, 1]), tf.zeros([1, 1])];
  const after: number[] = [];
  const callback = scheduleCallback(optimizer, schedule);
  await model.fit(x, y, {
    epochs,
    verbose: 0,
    callbacks: [
      callback,
      {
        onEpochEnd: () => {
          after.push(layer.getWeights()[0]?.dataSync()[0] as number);
        },
      },
    ] as unknown as tf.CustomCallbackArgs,
  });
  tf.dispose([x, y]);
  model.dispose();
  return after;
}

/** w ← w − rate·2w, the step of gradient descent. */
function descent(rates: readonly number[]): number[] {
  let w = 1;
  return rates.map((rate) => {
    w -= rate * 2 * w;
    return w;
  });
}

const rates = [0.1, 0.3, 0, 0.2];

describe('each epoch has its rate', () => {
  it("with tfjs's own optimizers", async () => {
    const taken = await weights(tf.train.sgd(0.9), (epoch) => rates[epoch] as number);
    for (const [epoch, w] of descent(rates).entries()) expect(taken[epoch]).toBeCloseTo(w, 6);
    const still = await weights(tf.train.adam(0.9), () => 0);
    expect(still).toEqual([1, 1, 1, 1]);
  });

  it('with ours', async () => {
    const [w] = await weights(new Adam({ learningRate: 0.9 }), () => 0.25, 1);
    expect(w).toBeCloseTo(0.75, 6); // Adam's first step is the rate
  });

  it('which a plateau lowers by the losses', async () => {
    const options = { learningRate: 0.25, factor: 0.5, patience: 0, cooldown: 0, minLr: 0 };
    // Overshooting at a rate above 1 raises the loss every time.
    const plateau = plateauSchedule({ ...options, learningRate: 1.25 });
    await weights(tf.train.sgd(0.1), plateau, 3);
    expect(plateau.rate).toBeLessThan(1.25);
  });
});

it('needs an optimizer with a rate', () => {
  expect(() => scheduleCallback({}, () => 1)).toThrow(UsageError);
});
