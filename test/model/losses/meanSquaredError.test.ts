import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../../src/engine/engine.js';
import { lossValue } from '../../../src/model/losses/lossValue.js';
import { meanSquaredError } from '../../../src/model/losses/meanSquaredError.js';

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  it('is the mean of the squares, with their gradients', async () => {
    await useBackend(backend);
    tf.tidy(() => {
      const [predicted, actual] = [tf.tensor2d([[1], [4], [-2]]), tf.tensor2d([[3], [4], [-1]])];
      expect(lossValue(meanSquaredError, predicted, actual).dataSync()[0]).toBeCloseTo(5 / 3, 6);
      const gradient = tf.grad((x) => lossValue(meanSquaredError, x as tf.Tensor2D, actual))(predicted);
      // 2·(predicted − actual)/3
      const expected = [-4 / 3, 0, -2 / 3];
      gradient.dataSync().forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i] as number, 6);
      });
    });
  });
});

it("is reported in the target's units squared", () => {
  expect(meanSquaredError.inTargetUnits(0.5, 3)).toBe(4.5);
});
