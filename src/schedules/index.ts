import type { UnionToIntersection } from '../settings/setting.js';
import { constant } from './constant.js';
import { cosine } from './cosine.js';
import { cosineRestarts } from './cosineRestarts.js';
import type { Parameter, ScheduleDefinition, ValuesOf } from './defineSchedule.js';
import { exponential } from './exponential.js';
import { linear } from './linear.js';
import { multistep } from './multistep.js';
import { oneCycle } from './oneCycle.js';
import { plateau } from './plateau.js';
import { polynomial } from './polynomial.js';
import { step } from './step.js';

/** The learning-rate schedules that a run can have, in the help's order. */
const definitions = [
  constant,
  step,
  multistep,
  exponential,
  cosine,
  cosineRestarts,
  linear,
  polynomial,
  oneCycle,
  plateau,
] as const;

type Definitions = (typeof definitions)[number];
export type ScheduleName = Definitions['name'];
export const scheduleNames: ScheduleName[] = definitions.map(({ name }) => name);

export const schedules = Object.fromEntries(
  definitions.map((definition) => [definition.name, definition]),
) as Readonly<Record<ScheduleName, ScheduleDefinition<ScheduleName>>>;

/** Whether the rates of the schedule of that name depend on the losses. */
export function followsLoss(name: unknown): boolean {
  return scheduleNames.some((known) => known === name && schedules[known].follow !== undefined);
}

/** A schedule with all its parameters. */
export type ScheduleValues = {
  [One in Definitions as One['name']]: { name: One['name'] } & ValuesOf<One['parameters']>;
}[ScheduleName];

/** What a run's settings say of its learning rates. */
export type ScheduleConfig = ScheduleValues & {
  /** Epochs of the warm-up; 0 for none. */
  warmup: number;
};

/** Every schedule's parameters by the keys that config.json has. */
type Keyed = {
  [One in Definitions as One['name']]: {
    [Name in keyof One['parameters'] as One['parameters'][Name] extends Parameter<infer Key>
      ? Key
      : never]: One['parameters'][Name] extends Parameter<string, infer Value> ? Value : never;
  };
}[ScheduleName];
export type ScheduleKeys = UnionToIntersection<Keyed>;
