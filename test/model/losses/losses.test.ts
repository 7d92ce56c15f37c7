import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../../src/engine/engine.js';
import { registerHostLosses } from '../../../src/kernels/losses.js';
import { createLoss, type LossConfig } from '../../../src/model/losses/index.js';
import { inReportedUnit } from '../../../src/model/losses/loss.js';
import { lossValue } from '../../../src/model/losses/lossValue.js';

const predicted = [1, 4, -2, 0.5, 3, 7, -1];
const actual = [3, 4, -1, 0.75, 2, 1, -1.5];

/** What PyTorch 2.15 gives for these rows: the loss, and seven times its gradient. */
const cases: [LossConfig, loss: number, slopes: number[]][] = [
  [{ name: 'mse' }, 6.0446429, [-4, 0, -2, -0.5, 2, 12, 1]],
  [{ name: 'mae' }, 1.5357143, [-1, 0, -1, -1, 1, 1, 1]],
  [{ name: 'huber', delta: 1 }, 1.1651785, [-1, 0, -1, -0.25, 1, 1, 0.5]],
  [{ name: 'huber', delta: 0.5 }, 0.6651786, [-0.5, 0, -0.5, -0.25, 0.5, 0.5, 0.5]],
  [{ name: 'smooth-l1', beta: 2 }, 0.9397321, [-1, 0, -0.5, -0.125, 0.5, 1, 0.25]],
  [{ name: 'smooth-l1', beta: 0.5 }, 1.3303572, [-1, 0, -1, -0.5, 1, 1, 1]],
  [{ name: 'smooth-l1', beta: 0 }, 1.5357143, [-1, 0, -1, -1, 1, 1, 1]],
];

/** On wasm by kernels, and on cpu by plain ops or, as on tensorflow, by the kernels in JavaScript. */
const ways = [
  { way: 'kernels of wasm', backend: 'wasm', hasKernel: true },
  { way: 'plain ops of wasm', backend: 'wasm', hasKernel: false },
  { way: 'plain ops of cpu', backend: 'cpu', hasKernel: false },
  { way: 'kernels in JavaScript', backend: 'cpu', hasKernel: true },
] as const;

describe.each(ways)('by $way', ({ backend, hasKernel }) => {
  beforeAll(async () => {
    await useBackend(backend);
    if (backend === 'cpu' && hasKernel) registerHostLosses();
  });
  afterAll(() => {
    if (backend === 'cpu' && hasKernel) {
      tf.unregisterKernel('AdamTrainElementLoss', 'cpu');
      tf.unregisterKernel('AdamTrainElementLossGradient', 'cpu');
    }
  });

  const lossOf = (config: LossConfig) => {
    const { kernel, ...plain } = createLoss(config);
    return (p: tf.Tensor2D, a: tf.Tensor2D) =>
      lossValue(hasKernel && kernel ? { ...plain, kernel } : plain, p, a);
  };

  it.each(cases)('%j is what PyTorch has, with its gradient', (config, expected, slopes) => {
    tf.tidy(() => {
      const [p, a] = [tf.tensor2d(predicted, [7, 1]), tf.tensor2d(actual, [7, 1])];
      const loss = lossOf(config);
      expect(loss(p, a).dataSync()[0]).toBeCloseTo(expected, 6);
      const gradient = tf.grad((x) => loss(x as tf.Tensor2D, a).mul(7))(p);
      gradient.dataSync().forEach((value, i) => {
        expect(value).toBeCloseTo(slopes[i] as number, 5);
      });
    });
  });

  it.each(cases)('%j is the mean over several outputs of each row', (config, expected) => {
    tf.tidy(() => {
      const of = (values: number[]) => tf.tensor2d([...values, ...values], [7, 2]);
      expect(lossOf(config)(of(predicted), of(actual)).dataSync()[0]).toBeCloseTo(expected, 6);
    });
  });

  it.each(cases)('%j lets NaN through, into the gradient too', (config) => {
    tf.tidy(() => {
      const [p, a] = [tf.tensor2d([1, Number.NaN], [2, 1]), tf.tensor2d([0, 0], [2, 1])];
      const loss = lossOf(config);
      expect(loss(p, a).dataSync()[0]).toBeNaN();
      // tfjs's sign of NaN is 0, and its clip of it a bound: by plain ops the loss alone tells.
      if (hasKernel)
        expect(
          tf
            .grad((x) => loss(x as tf.Tensor2D, a))(p)
            .dataSync()[1],
        ).toBeNaN();
    });
  });
});

it.each<[LossConfig, number]>([
  [{ name: 'mse' }, 4.5],
  [{ name: 'mae' }, 1.5],
  [{ name: 'huber', delta: 1 }, 4.5],
  [{ name: 'smooth-l1', beta: 1 }, 1.5],
])('%j is reported in its unit', (config, expected) => {
  expect(inReportedUnit(createLoss(config), 0.5, 3)).toBe(expected);
});
