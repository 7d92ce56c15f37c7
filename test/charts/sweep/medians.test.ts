import { expect, it } from 'vitest';
import type { SweptTrial } from '../../../src/charts/sweep/chartedSweep.js';
import { medians } from '../../../src/charts/sweep/medians.js';
import { medianPhrase } from '../../../src/charts/sweep/phrases.js';
import { placesOf } from '../../../src/charts/sweep/places.js';
import { optimizer, sweepOf, trialOf } from './sweeps.js';

/** The lines' heights over the metrics of three optimizers: adam's as given, and those of two others to reach ten trials. */
function heights(own: readonly SweptTrial[], better: 'lower' | 'higher' = 'lower'): number[] {
  const others = ['radam', 'sgd'].flatMap((name, i) =>
    [1, 2, 4, 8, 16].map((metric) => trialOf(100, { optimizer: name }, metric * 10 ** i)),
  );
  const trials = [...own, ...others].map((trial, i) => ({ ...trial, trial: i + 1 }));
  const sweep = sweepOf([optimizer], trials, { metric: { name: 'val_loss', better } });
  const axis = {
    type: 'linear' as const,
    min: 0,
    max: 1e4,
    ticks: [],
    edge: undefined,
    place: (metric: number) => metric,
    isBeyond: () => false,
    spread: () => undefined,
  };
  const places = placesOf(optimizer, trials, (name) => name);
  return medians(sweep, optimizer, places, axis).map(({ y }) => y);
}

const adam = (metric: number, rest: Partial<SweptTrial> = {}) =>
  trialOf(1, { optimizer: 'adam' }, metric, rest);

it('is the mean of the two in the middle of an even count', () => {
  expect(heights([23.3, 113.7, 2745, 3283].map((metric) => adam(metric)))[0]).toBeCloseTo(1429.35, 9);
  expect(heights([7, 1, 3].map((metric) => adam(metric)))).toEqual([3, 4, 40]);
  expect(
    heights(
      [4, 1, 2, 9].map((metric) => adam(metric)),
      'higher',
    )[0],
  ).toBe(3);
});

it('counts what was ended early as it was then, and what diverged as the worst', () => {
  const pruned = adam(50, { status: 'pruned' });
  const lost = adam(Number.NaN);
  expect(heights([adam(1), adam(2), pruned, pruned])[0]).toBe(26);
  expect(heights([adam(1), adam(2), adam(4), lost])[0]).toBe(3);
  expect(heights([adam(4), adam(2), adam(1), lost], 'higher')[0]).toBe(1.5);
  expect(heights([adam(1), adam(2), lost, lost])).toEqual([4, 40]);
  expect(heights([adam(1), adam(2), adam(3), adam(Number.NaN, { status: 'failed' })])[0]).toBe(2);
});

it('says what counts how', () => {
  const phrase = (...trials: SweptTrial[]) => medianPhrase(sweepOf([optimizer], trials));
  expect(phrase(adam(1))).toBe('median of each value, or bin of values');
  expect(phrase(adam(1), adam(2, { status: 'pruned' }), adam(Number.NaN))).toBe(
    'median of each value, or bin of values; ended early: as they were then; diverged: as the worst',
  );
  expect(phrase(adam(1), adam(Number.NaN, { status: 'failed' }))).toBe(
    'median of each value, or bin of values',
  );
});
