import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSchedule } from '../../src/schedules/createSchedule.js';
import {
  type ScheduleConfig,
  type ScheduleKeys,
  type ScheduleName,
  type ScheduleValues,
  scheduleNames,
  schedules,
} from '../../src/schedules/index.js';
import { resolveSchedule } from '../../src/schedules/resolve.js';

const whole = fc.integer({ min: 1, max: 80 });
const part = fc.double({ min: 0, max: 1, noNaN: true });
const inside = fc.double({ min: 1e-6, max: 0.999, noNaN: true });

const valuesFor: Record<keyof ScheduleKeys, fc.Arbitrary<unknown>> = {
  scheduleStepSize: whole,
  scheduleGamma: fc.double({ min: 1e-6, max: 1, noNaN: true }),
  scheduleMilestones: fc.array(whole, { minLength: 1, maxLength: 5 }),
  scheduleTMax: whole,
  scheduleTMult: fc.integer({ min: 1, max: 4 }),
  scheduleMinLr: part,
  scheduleFactor: inside,
  schedulePatience: fc.integer({ min: 0, max: 5 }),
  scheduleCooldown: fc.integer({ min: 0, max: 5 }),
  schedulePower: fc.double({ min: 0, max: 5, noNaN: true }),
  scheduleEndFactor: part,
  schedulePctStart: fc.oneof(part, fc.constantFrom(0, 0.1, 0.5, 1)),
};

/** One of these schedules with any values of its parameters, or their defaults. */
const runScheduleOf = (names: readonly ScheduleName[]) =>
  fc
    .record({
      schedule: fc.constantFrom(...names),
      values: fc.record(valuesFor, { requiredKeys: [] }),
      baseLearningRate: fc.double({ min: 1e-6, max: 10, noNaN: true }),
      epochs: whole,
      warmup: fc.nat(20),
    })
    .map(({ schedule, values, baseLearningRate, epochs, warmup: most }): RunSchedule => {
      const warmup = Math.min(most, epochs - 1);
      const own = Object.entries(values).filter(([key]) =>
        Object.values(schedules[schedule].parameters).some((own) => own.key === key),
      );
      const given = own.map(([name, value]) => [
        name,
        {
          name,
          text: String(value),
          value: name === 'scheduleMinLr' ? (value as number) * baseLearningRate : value,
        },
      ]);
      const run = { epochs, warmup, learningRate: baseLearningRate };
      const settings = resolveSchedule(schedule, Object.fromEntries(given), run);
      return { config: { ...settings, warmup }, learningRate: baseLearningRate };
    });

/** A schedule and its base rate. */
interface RunSchedule {
  config: ScheduleConfig;
  learningRate: number;
}

const losses = fc.array(fc.oneof(fc.double(), fc.constantFrom(1, 0.5)), { minLength: 100, maxLength: 100 });

/** The rate of each epoch; before the epoch `stop` the run goes on from a saved state. */
function ratesOf({ config, learningRate }: RunSchedule, losses: number[], stop?: number): number[] {
  let rates = createSchedule(config, learningRate);
  return losses.map((loss, i) => {
    if (i === stop && rates.state !== undefined) {
      rates = createSchedule(config, learningRate, JSON.parse(JSON.stringify(rates.state)));
    }
    const rate = rates.rateFor(i + 1);
    rates.observe(i + 1, loss);
    return rate;
  });
}

it('gives finite rates from 0 to the base rate', () => {
  fc.assert(
    fc.property(runScheduleOf(scheduleNames), losses, (schedule, losses) => {
      const rates = ratesOf(schedule, losses);
      // A cosine's or a warm-up's sum may be rounded up by a few units in the last place.
      const most = schedule.learningRate * (1 + 1e-15);
      expect(rates.filter((rate) => !(rate >= 0 && rate <= most))).toEqual([]);
    }),
  );
});

it('depends on the epoch alone, in whatever order the epochs are asked for', () => {
  const pure = runScheduleOf(scheduleNames.filter((name) => name !== 'plateau'));
  fc.assert(
    fc.property(pure, fc.array(fc.integer({ min: 1, max: 300 })), ({ config, learningRate }, epochs) => {
      const inOrder = createSchedule(config, learningRate);
      const all = Array.from({ length: 300 }, (_, i) => inOrder.rateFor(i + 1));
      const rates = createSchedule(config, learningRate);
      expect(epochs.map(rates.rateFor)).toEqual(epochs.map((epoch) => all[epoch - 1]));
      expect(rates.state).toBeUndefined();
    }),
  );
});

it('goes on from a saved state as if it had not been stopped', () => {
  fc.assert(
    fc.property(runScheduleOf(['plateau']), losses, fc.nat(99), (schedule, losses, stop) => {
      expect(ratesOf(schedule, losses, stop)).toEqual(ratesOf(schedule, losses));
    }),
  );
});

it('keeps its horizon when a run is extended', () => {
  const run = { epochs: 40, warmup: 4, learningRate: 0.1 };
  for (const name of scheduleNames) {
    const settings = resolveSchedule(name, {}, run);
    expect(resolveSchedule(name, givenAgain(settings), { ...run, epochs: 400 })).toEqual(settings);
  }
});

function givenAgain({ name, ...values }: ScheduleValues) {
  const entries = Object.entries(schedules[name].parameters).map(([parameter, { key }]) => {
    const value = (values as Record<string, unknown>)[parameter];
    return [key, { name: key, text: `${value}`, value }];
  });
  return Object.fromEntries(entries);
}
