import { describe, expect, it } from 'vitest';
import { type BestEpoch, betterOf, isPatienceOver } from '../../src/training/earlyStopping.js';

/** Goes through the losses as training does; gives the epoch it stops after, if it does, and the best one. */
function follow(losses: readonly number[], patience: number | undefined, minDelta = 0) {
  let best: BestEpoch | undefined;
  for (const [i, testLoss] of losses.entries()) {
    const epoch = i + 1;
    const record = { epoch, trainLoss: 0, testLoss, learningRate: 0, gradientNorm: 0, seconds: 0 };
    best = betterOf(best, record, minDelta);
    if (isPatienceOver(best, epoch, patience)) return { stoppedAfter: epoch, best: best.epoch };
  }
  return { stoppedAfter: undefined, best: best?.epoch };
}

describe('patience', () => {
  // Keras 3, EarlyStopping: `wait` begins at 0, is set back by a better epoch, else counted up; it stops at wait >= patience.
  it.each([
    [1, [3, 2, 1, 2, 0], { stoppedAfter: 4, best: 3 }],
    [2, [3, 2, 2.5, 1, 2, 3, 0], { stoppedAfter: 6, best: 4 }],
    [3, [1, 2, 3, 4, 5], { stoppedAfter: 4, best: 1 }],
    [3, [5, 4, 3, 2, 1], { stoppedAfter: undefined, best: 5 }],
    [4, [1, 2, 3, 4], { stoppedAfter: undefined, best: 1 }],
  ])('of %i over %j', (patience, losses, expected) => {
    expect(follow(losses, patience)).toEqual(expected);
  });

  it('of none never stops, and keeps the best', () => {
    expect(follow([2, 1, 3, 4, 5, 6], undefined)).toEqual({ stoppedAfter: undefined, best: 2 });
  });

  it('is not refreshed by an equal loss', () => {
    expect(follow([1, 1, 1, 1], 3)).toEqual({ stoppedAfter: 4, best: 1 });
  });
});

describe('minDelta', () => {
  it('asks for more than that much from the best, not from the epoch before', () => {
    expect(follow([10, 9, 8.5, 8, 7.4], 10, 1)).toEqual({ stoppedAfter: undefined, best: 5 });
    expect(follow([10, 9, 9, 9], 3, 1)).toEqual({ stoppedAfter: 4, best: 1 });
  });

  it('lets slow descents run out of patience', () => {
    expect(follow([10, 9.9, 9.8, 9.7, 9.6], 3, 0.5)).toEqual({ stoppedAfter: 4, best: 1 });
  });
});

it('takes a loss that is no number for no better one', () => {
  expect(follow([3, Number.NaN, Number.POSITIVE_INFINITY, 2, Number.NaN], 3)).toEqual({
    stoppedAfter: undefined,
    best: 4,
  });
  expect(follow([3, Number.NaN, Number.NaN], 2)).toEqual({ stoppedAfter: 3, best: 1 });
});

it('looks at the validation loss, where there is one', () => {
  const record = { epoch: 2, trainLoss: 0, learningRate: 0, gradientNorm: 0, seconds: 0 };
  const best = { epoch: 1, loss: 5 };
  expect(betterOf(best, { ...record, valLoss: 4, testLoss: 9 }, 0)).toEqual({ epoch: 2, loss: 4 });
  expect(betterOf(best, { ...record, valLoss: 6, testLoss: 1 }, 0)).toBe(best);
});
