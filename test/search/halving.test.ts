import { expect, it } from 'vitest';
import { goOn, halvingEpochs, halvingPlan } from '../../src/search/halving.js';

it.each([
  // 81 trials of 81 epochs, as in the paper's example of eta 3.
  [81, 81, ['81 to 3', '27 to 9', '9 to 27', '3 to 81']],
  [10, 200, ['10 to 8', '4 to 23', '2 to 67', '1 to 200']],
  [1, 27, ['1 to 1', '1 to 3', '1 to 9', '1 to 27']],
  [7, 5, ['7 to 1', '3 to 2', '1 to 5']],
  [9, 2, ['9 to 1', '3 to 2']],
  [9, 1, ['9 to 1']],
])('plans %i trials of %i epochs', (trials, epochs, expected) => {
  const plan = halvingPlan(trials, epochs);
  expect(plan.map((rung) => `${rung.trials} to ${rung.epochs}`)).toEqual(expected);
});

it('counts the epochs that are trained, none of them twice', () => {
  // 81·3 + 27·6 + 9·18 + 3·54
  expect(halvingEpochs(halvingPlan(81, 81))).toBe(729);
});

it.each([0, 1.5, Number.NaN])('refuses %d trials', (trials) => {
  expect(() => halvingPlan(trials, 10)).toThrow('trials must be a whole number >= 1');
});

it('lets the best third go on, rounded up, in their order', () => {
  const rung = [5, 1, 4, 2, 3, 0.5, 9].map((value, trial) => ({ trial, values: [value] }));
  expect(goOn(rung)).toEqual([1, 3, 5]);
  expect(goOn(rung, 'higher')).toEqual([0, 2, 6]);
});

it('lets the earlier of equal trials go on, and NaN only where nothing else is left', () => {
  const rung = [Number.NaN, 2, 2, 2].map((value, trial) => ({ trial, values: [value] }));
  expect(goOn(rung)).toEqual([1, 2]);
  expect(goOn(rung.slice(0, 1))).toEqual([0]);
});
