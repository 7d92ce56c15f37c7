import { describe, expect, it } from 'vitest';
import { constantSchedule } from '../../src/schedules/constant.js';
import { cosineSchedule } from '../../src/schedules/cosine.js';
import { cosineRestartsSchedule } from '../../src/schedules/cosineRestarts.js';
import { exponentialSchedule } from '../../src/schedules/exponential.js';
import { linearSchedule } from '../../src/schedules/linear.js';
import { multistepSchedule } from '../../src/schedules/multistep.js';
import { oneCycleSchedule } from '../../src/schedules/oneCycle.js';
import { plateauSchedule } from '../../src/schedules/plateau.js';
import { polynomialSchedule } from '../../src/schedules/polynomial.js';
import type { Schedule } from '../../src/schedules/schedule.js';
import { stepSchedule } from '../../src/schedules/step.js';
import { warmupSchedule } from '../../src/schedules/warmup.js';
import { expectClose, fixture } from '../goldens.js';

interface Arguments {
  step_size: number;
  gamma: number;
  milestones: number[];
  T_max: number;
  eta_min?: number;
  T_0: number;
  T_mult: number;
  start_factor: number;
  end_factor: number;
  total_iters: number;
  power: number;
  total_steps: number;
  pct_start?: number;
  patience: number;
  factor?: number;
  cooldown?: number;
  min_lr?: number;
  threshold?: number;
  threshold_mode?: 'rel' | 'abs';
}

interface Case {
  id?: string;
  scheduler: string;
  base_lr: number;
  args: Arguments;
  warmup?: number;
  /** Of each epoch. */
  lr: number[];
  lr_after_last_step?: number;
  metrics?: number[];
}

const TOLERANCE = 1e-12;

/** Each of torch's classes with its arguments, by our names. */
const schedules: Record<string, (learningRate: number, args: Arguments) => Schedule> = {
  StepLR: (learningRate, { step_size: stepSize, gamma }) => stepSchedule({ learningRate, stepSize, gamma }),
  MultiStepLR: (learningRate, { milestones, gamma }) =>
    multistepSchedule({ learningRate, milestones, gamma }),
  ExponentialLR: (learningRate, { gamma }) => exponentialSchedule({ learningRate, gamma }),
  CosineAnnealingLR: (learningRate, { T_max: tMax, eta_min: minLr = 0 }) =>
    cosineSchedule({ learningRate, tMax, minLr }),
  CosineAnnealingWarmRestarts: (learningRate, { T_0: tMax, T_mult: tMult, eta_min: minLr = 0 }) =>
    cosineRestartsSchedule({ learningRate, tMax, tMult, minLr }),
  LinearLR: (learningRate, { start_factor: startFactor, end_factor: endFactor, total_iters: tMax }) =>
    linearSchedule({ learningRate, startFactor, endFactor, tMax }),
  PolynomialLR: (learningRate, { total_iters: tMax, power }) =>
    polynomialSchedule({ learningRate, tMax, power }),
  OneCycleLR: (learningRate, { total_steps: tMax, pct_start: pctStart = 0.3 }) =>
    oneCycleSchedule({ learningRate, tMax, pctStart }),
  SequentialLR: (learningRate) =>
    warmupSchedule({ learningRate, warmup: 10, main: cosineSchedule({ learningRate, tMax: 40, minLr: 0 }) }),
};

function ratesOf({ scheduler, base_lr, args, warmup = 0, metrics, lr }: Case): number[] {
  if (scheduler === 'ReduceLROnPlateau') return plateauRates(base_lr, args, warmup, metrics ?? []);
  const main = schedules[scheduler]?.(base_lr, args);
  if (main === undefined) throw new Error(`${scheduler} is not known`);
  return lr.map((_, epoch) => warmupSchedule({ learningRate: base_lr, warmup, main })(epoch));
}

function plateauRates(learningRate: number, args: Arguments, warmup: number, metrics: number[]): number[] {
  const { patience, factor = 0.1, cooldown = 0, min_lr: minLr = 0, threshold, threshold_mode } = args;
  const plateau = plateauSchedule({
    learningRate,
    patience,
    factor,
    cooldown,
    minLr,
    ...(threshold === undefined ? {} : { threshold }),
    ...(threshold_mode === undefined ? {} : { thresholdMode: threshold_mode }),
  });
  const rising = warmupSchedule({ learningRate, warmup, main: () => plateau.rate });
  return metrics.map((loss, epoch) => {
    const rate = rising(epoch);
    if (epoch >= warmup) plateau.observe(loss);
    return rate;
  });
}

describe("PyTorch's learning rates of 50 epochs", () => {
  const { cases } = fixture<{ cases: Case[] }>('lr_schedules.json');

  it('are 13 cases', () => expect(cases).toHaveLength(13));

  it.each(cases)('$id', (golden) => expectClose(ratesOf(golden), golden.lr, TOLERANCE));

  it.each(cases.filter(({ lr_after_last_step, metrics }) => lr_after_last_step !== undefined && !metrics))(
    '$id, the epoch after',
    (golden) => {
      const lr = [...golden.lr, golden.lr_after_last_step as number];
      expectClose(ratesOf({ ...golden, lr }), lr, TOLERANCE);
    },
  );
});

describe("PyTorch's learning rates behind a warm-up and past the horizon", () => {
  const { cases } = fixture<{ cases: Case[] }>('warmup_schedules.json');
  it.each(cases)('$scheduler, $args, warm-up $warmup', (golden) => {
    expectClose(ratesOf(golden), golden.lr, TOLERANCE);
  });
});

it('does not change without a schedule', () => {
  const rate = constantSchedule({ learningRate: 0.01 });
  expect([rate(0), rate(1), rate(1e6)]).toEqual([0.01, 0.01, 0.01]);
});
