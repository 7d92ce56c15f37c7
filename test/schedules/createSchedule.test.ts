import { describe, expect, it } from 'vitest';
import { cosineSchedule } from '../../src/schedules/cosine.js';
import { createSchedule } from '../../src/schedules/createSchedule.js';
import { multistepSchedule } from '../../src/schedules/multistep.js';
import { oneCycleSchedule } from '../../src/schedules/oneCycle.js';
import { plateauSchedule } from '../../src/schedules/plateau.js';
import { polynomialSchedule } from '../../src/schedules/polynomial.js';

const plateau = { factor: 0.5, patience: 0, cooldown: 0, minLr: 0 };

describe('the learning rates of a run', () => {
  it('count its epochs from 1', () => {
    // gamma^⌊e/2⌋ with e = 0, 1, 2, 3 in the epochs 1, 2, 3, 4
    const rates = createSchedule({ name: 'step', warmup: 0, stepSize: 2, gamma: 0.5 }, 1);
    expect([1, 2, 3, 4, 5].map(rates.rateFor)).toEqual([1, 1, 0.5, 0.5, 0.25]);
    expect(rates.state).toBeUndefined();
  });

  it('start the schedule after the warm-up', () => {
    // 0.1, 0.1 + 0.9·1/2 = 0.55, then gamma^0, gamma^1
    const rates = createSchedule({ name: 'exponential', warmup: 2, gamma: 0.5 }, 1);
    expect([1, 2, 3, 4].map(rates.rateFor)).toEqual([0.1, 0.55, 1, 0.5]);
  });

  it('hold losses of the warm-up back from the plateau', () => {
    const rates = createSchedule({ name: 'plateau', warmup: 2, ...plateau }, 1);
    rates.observe(1, 0.1);
    rates.observe(2, 0.2);
    expect(rates.state).toEqual({ best: null, badEpochs: 0, cooldown: 0, rate: 1 });
    rates.observe(3, 0.5); // the best of those it has seen
    expect(rates.rateFor(4)).toBe(1);
    rates.observe(4, 0.6);
    expect(rates.rateFor(5)).toBe(0.5);
    expect(rates.state).toEqual({ best: 0.5, badEpochs: 0, cooldown: 0, rate: 0.5 });
  });
});

describe('a plateau', () => {
  it.each([Number.NaN, Infinity, -Infinity])('takes %d for a bad loss', (loss) => {
    const schedule = plateauSchedule({ ...plateau, learningRate: 1 });
    schedule.observe(loss);
    expect(schedule.state).toEqual({ best: null, badEpochs: 0, cooldown: 0, rate: 0.5 });
  });

  it('gives a copy of its state', () => {
    const schedule = plateauSchedule({ ...plateau, learningRate: 1 });
    schedule.state.rate = 0;
    expect(schedule.rate).toBe(1);
  });

  it('does not take a drop of 1e-8 or less', () => {
    const schedule = plateauSchedule({ ...plateau, learningRate: 2e-8 });
    schedule.observe(Number.NaN);
    expect(schedule.rate).toBe(2e-8);
  });
});

it('has the last rate of one-cycle after its end, where torch raises', () => {
  const rate = oneCycleSchedule({ learningRate: 1, tMax: 10, pctStart: 0.3 });
  expect([rate(9), rate(10), rate(1000)]).toEqual([4e-6, 4e-6, 4e-6]);
});

it('starts one-cycle at its maximum where the rise has no length', () => {
  expect(oneCycleSchedule({ learningRate: 1, tMax: 10, pctStart: 0.1 })(0)).toBe(1);
});

it.each([
  [() => cosineSchedule({ learningRate: 0.1, tMax: 0, minLr: 0 }), 'tMax must be a whole number >= 1, got 0'],
  [() => cosineSchedule({ learningRate: 0.1, tMax: 9, minLr: 1 }), 'minLr must be at most learningRate'],
  [
    () => polynomialSchedule({ learningRate: Number.NaN, tMax: 9, power: 1 }),
    'learningRate must be a finite',
  ],
  [() => multistepSchedule({ learningRate: 0.1, milestones: [1.5], gamma: 1 }), 'milestones must be'],
  [
    () => plateauSchedule({ ...plateau, learningRate: 1, factor: 1 }),
    'factor must be a number inside (0, 1), got 1',
  ],
])('refuses what is outside its range: %#', (make, message) => expect(make).toThrow(message));
