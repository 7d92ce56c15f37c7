import { expect, it } from 'vitest';
import { numbersIn, written } from '../../../src/explain/walk/numbersIn.js';
import { type WalkSettings, walkLines, walkStep } from '../../../src/explain/walk/walk.js';

const plain: WalkSettings = {
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
  decoupledWeightDecay: false,
  amsgrad: false,
  biasCorrection: true,
};
const zero = { m: 0, v: 0, vMax: 0 };
const none = { clipped: false, scheduled: false, penalized: false };

/** What the lines say of a step, and what they give. */
function lines(settings: WalkSettings, step: Parameters<typeof walkStep>[0], before = zero): string[] {
  const walked = walkStep(step, settings);
  return walkLines(settings, none).map(({ key }) =>
    [numbersIn(key, walked, before, settings), written(walked[key] ?? Number.NaN)]
      .filter((text) => text !== '')
      .join(' = '),
  );
}

const first = {
  t: 1,
  learningRate: 0.2,
  weightBefore: -1.5,
  gradient: -455,
  state: { m: -45.5, v: 207.025 },
  weightAfter: -1.3,
};

it("puts the first step's numbers into Algorithm 1", () => {
  expect(lines(plain, first)).toEqual([
    '−1.5',
    '−455',
    '0.9·0 + (1 − 0.9)·(−455) = −45.5',
    '0.999·0 + (1 − 0.999)·(−455)² = 207.025',
    '1 − 0.9¹ = 0.1',
    '1 − 0.999¹ = 0.001',
    '−45.5 / 0.1 = −455',
    '207.025 / 0.001 = 207025',
    '−455 / (√207025 + 1e−8) = −1',
    '0.2·(−1) = −0.2',
    '−1.5 − (−0.2) = −1.3',
  ]);
});

it('says where the numbers come from without bias correction, with AMSGrad, and with either decay', () => {
  const before = { m: 2, v: 3, vMax: 5 };
  const state = { m: 1.7, v: 2.998, vMax: 5 };
  const second = { ...first, t: 2, weightBefore: 0.5, gradient: -1, weightAfter: 0.4, state };
  const bare = lines({ ...plain, biasCorrection: false, amsgrad: true }, second, before);
  expect(bare.slice(4, 7)).toEqual(['max(5, 2.998) = 5', '1.7 = 1.7', '5 = 5']);
  const l2 = lines({ ...plain, weightDecay: 0.1 }, second, before);
  expect(l2.slice(2, 4)).toEqual(['−1 + 0.1·0.5 = −0.95', '0.9·2 + (1 − 0.9)·(−0.95) = 1.7']);
  const decoupled = lines({ ...plain, weightDecay: 0.1, decoupledWeightDecay: true }, second, before);
  expect(decoupled[1]).toBe('0.5 − 0.2·0.1·0.5 = 0.49');
  expect(decoupled.at(-1)).toMatch(/^0\.49 − .* = 0\.4$/);
});

it.each([
  [0, '0'],
  [-0.1 - 0.2, '−0.3'],
  [123456.789, '123457'],
  [1e6, '1e+6'],
  [-0.00001234567, '−1.23457e−5'],
  [Number.NaN, 'NaN'],
])('writes %d as %s', (value, text) => expect(written(value)).toBe(text));
