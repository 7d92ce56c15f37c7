import { describe, expect, it } from 'vitest';
import type { RangeStep } from '../../src/training/rangeTest.js';
import { LossSmoothing, smoothingFor } from '../../src/training/smoothedLoss.js';
import { suggestRate } from '../../src/training/suggestedRate.js';

/** A test of these losses, one a step. */
function stepsOf(losses: readonly number[], smoothing: number): RangeStep[] {
  const smoothed = new LossSmoothing(smoothing);
  return losses.map((loss, i) => ({
    step: i + 1,
    learningRate: 10 ** (i / 10),
    loss,
    smoothedLoss: smoothed.add(loss),
  }));
}

describe('the smoothed loss', () => {
  it('is the mean with weights that fall by β', () => {
    const smoothed = new LossSmoothing(0.9);
    expect(smoothed.add(4)).toBeCloseTo(4, 12); // 0.1·4/0.1
    expect(smoothed.add(2)).toBeCloseTo((0.9 * 4 + 2) / 1.9, 12); // (0.09·4 + 0.1·2)/0.19
    expect(smoothed.add(7)).toBeCloseTo((0.81 * 4 + 0.9 * 2 + 7) / 2.71, 12);
  });

  it('is the loss itself where β is 0', () => {
    const smoothed = new LossSmoothing(0);
    expect([3, 1, 2].map((loss) => smoothed.add(loss))).toEqual([3, 1, 2]);
  });

  it('remembers a tenth of the steps', () => {
    expect([20, 100, 1000].map(smoothingFor)).toEqual([0.5, 0.9, 0.99]);
  });
});

describe('the suggestion', () => {
  // A fall whose middle, where it is steepest, is at this step, and a rise at the end.
  const fallAt = (middle: number, width = 4) =>
    Array.from({ length: 100 }, (_, i) => 100 - 80 / (1 + Math.exp((middle - i) / width)) + 2 ** (i - 88));

  it('without smoothing is where the losses fall most steeply', () => {
    const { steepest, suggested, isNoisy } = suggestRate(stepsOf(fallAt(60), 0), 100, 0) ?? {};
    expect(steepest?.step).toBe(61);
    expect(suggested?.step).toBe(61);
    expect(isNoisy).toBe(false);
  });

  // The mean of the weights' ages is 0.9/0.1 = 9 steps; a mean of a curve that bends lies a little less behind.
  it.each([40, 50, 60])('with smoothing is there too, for it takes the lag back: step %i', (middle) => {
    const { steepest, suggested } = suggestRate(stepsOf(fallAt(middle, 8), 0.9), 100, 0.9) ?? {};
    expect(steepest?.step).toBeGreaterThanOrEqual(middle + 1 + 6);
    expect(Math.abs((suggested?.step as number) - (middle + 1))).toBeLessThanOrEqual(3);
  });

  it('is there too where single batches differ', () => {
    // Alternating by ±10 around the fall.
    const noisy = fallAt(60).map((loss, i) => loss + (i % 2 === 0 ? 10 : -10));
    const { suggested, isNoisy } = suggestRate(stepsOf(noisy, 0.9), 100, 0.9) ?? {};
    expect(Math.abs((suggested?.step as number) - 61)).toBeLessThanOrEqual(6);
    expect(isNoisy).toBe(false);
  });

  it('says where the fall may be chance', () => {
    const losses = Array.from({ length: 100 }, (_, i) => 100 + (i % 2 === 0 ? 10 : -10) - 0.02 * i);
    expect(suggestRate(stepsOf(losses, 0.9), 100, 0.9)?.isNoisy).toBe(true);
  });

  it.each([
    ['never falls', Array.from({ length: 100 }, (_, i) => 1 + 0.01 * i)],
    ['stays as it is', Array.from({ length: 100 }, () => 1)],
    ['ended at once', [1, 5]],
    ['was never a number', [Number.NaN]],
    ['has no steps', []],
  ])('is none where the loss %s', (_, losses) => {
    expect(suggestRate(stepsOf(losses, 0.9), 100, 0.9)).toBeUndefined();
  });

  it('leaves out the loss at the end that is no number', () => {
    const losses = [...fallAt(60).slice(0, 90), Number.NaN];
    expect(suggestRate(stepsOf(losses, 0), 100, 0)?.steepest.step).toBe(61);
  });
});
