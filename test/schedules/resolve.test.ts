import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.js';
import type { ScheduleKeys, ScheduleName } from '../../src/schedules/index.js';
import { resolveSchedule } from '../../src/schedules/resolve.js';
import { scheduleSettings } from '../../src/schedules/settings.js';

const run = { epochs: 100, warmup: 0, learningRate: 0.1 };

/** Parameters as their flags give them. */
function flags(texts: Partial<Record<keyof ScheduleKeys, string>>) {
  const entries = Object.entries(texts).map(([key, text]) => {
    const { flag, range } = scheduleSettings[key as keyof ScheduleKeys];
    return [key, { name: flag, text, value: range.read(text) }];
  });
  return Object.fromEntries(entries);
}

describe('the defaults of a schedule', () => {
  it.each<[ScheduleName, object]>([
    ['constant', {}],
    ['step', { stepSize: 30, gamma: 0.1 }],
    ['multistep', { milestones: [50, 75], gamma: 0.1 }],
    ['exponential', { gamma: 0.95 }],
    ['cosine', { tMax: 100, minLr: 0 }],
    ['cosine-restarts', { tMax: 25, tMult: 1, minLr: 0 }],
    ['linear', { tMax: 100, endFactor: 0 }],
    ['polynomial', { tMax: 100, power: 1 }],
    ['one-cycle', { tMax: 100, pctStart: 0.3 }],
    ['plateau', { factor: 0.1, patience: 10, cooldown: 0, minLr: 0 }],
  ])('%s', (name, values) => expect(resolveSchedule(name, {}, run)).toEqual({ name, ...values }));

  it('leave the warm-up out of the horizon', () => {
    const warmed = { ...run, warmup: 10 };
    expect(resolveSchedule('cosine', {}, warmed)).toMatchObject({ tMax: 90 });
    expect(resolveSchedule('multistep', {}, warmed)).toMatchObject({ milestones: [45, 68] });
    expect(resolveSchedule('cosine-restarts', {}, warmed)).toMatchObject({ tMax: 23 });
  });

  it('are in range for a run of one epoch', () => {
    const single = { ...run, epochs: 1 };
    expect(resolveSchedule('multistep', {}, single)).toMatchObject({ milestones: [1, 1] });
    expect(resolveSchedule('cosine-restarts', {}, single)).toMatchObject({ tMax: 1 });
  });

  it('are said for the help, with the schedules that have the setting', () => {
    const { scheduleGamma: gamma, scheduleTMax: tMax, scheduleMinLr: minLr } = scheduleSettings;
    expect(gamma.schedules).toEqual(['step', 'multistep', 'exponential']);
    expect(gamma.defaultWords).toBe('0.1; exponential: 0.95');
    expect(tMax.defaultWords).toBe(
      "the run's epochs less the warm-up; cosine-restarts: a quarter of the run's epochs less the warm-up",
    );
    expect(minLr.defaultWords).toBe('0');
  });
});

it('takes what is given', () => {
  const given = flags({ scheduleMilestones: '3,9', scheduleGamma: '0.5' });
  expect(resolveSchedule('multistep', given, run)).toEqual({
    name: 'multistep',
    milestones: [3, 9],
    gamma: 0.5,
  });
});

describe('refuses with the cure', () => {
  it.each<[string, ScheduleName, Partial<Record<keyof ScheduleKeys, string>>, string]>([
    [
      'a setting of other schedules',
      'cosine',
      { scheduleGamma: '0.5' },
      '--schedule-gamma must be given with the schedule step, multistep or exponential, got cosine; leave it out or choose one of them with --schedule.',
    ],
    [
      'a setting of one other schedule',
      'constant',
      { schedulePctStart: '0.5' },
      '--schedule-pct-start must be given with the schedule one-cycle, got constant; leave it out or choose it with --schedule.',
    ],
    [
      'a value outside its range, with its own default',
      'exponential',
      { scheduleGamma: '2' },
      '--schedule-gamma must be in (0, 1], got 2; the default is 0.95.',
    ],
    [
      'an empty list',
      'multistep',
      { scheduleMilestones: '' },
      "--schedule-milestones must be whole numbers >= 1 with commas between them, got an empty text; the default is 50 % and 75 % of the run's epochs less the warm-up.",
    ],
    [
      'a lowest rate above the base rate',
      'plateau',
      { scheduleMinLr: '0.2' },
      '--schedule-min-lr must be at most the learning rate, got 0.2 with 0.1; lower it or raise --lr.',
    ],
  ])('%s', (_, schedule, texts, message) => {
    const resolve = () => resolveSchedule(schedule, flags(texts), run);
    expect(resolve).toThrow(new UsageError(message));
  });

  it('a warm-up that does not end within the run', () => {
    const resolve = () => resolveSchedule('constant', {}, { ...run, warmup: 100 });
    expect(resolve).toThrow(
      new UsageError(
        '--warmup must be less than --epochs, got 100 of 100 epochs; lower it or raise --epochs.',
      ),
    );
  });
});
