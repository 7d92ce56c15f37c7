import { nonNegative } from '../settings/numbers.js';
import type { Allowed, Range } from '../settings/range.js';
import type { Setting } from '../settings/setting.js';
import type { BaseRate, Schedule } from './schedule.js';

/** A default that depends on how many epochs the schedule has: those of the run, less the warm-up. */
export interface DefaultByEpochs<Value> {
  words: string;
  of: (epochs: number) => Value;
}

/** A parameter of a schedule, under the name that the library's function has. */
export interface Parameter<Key extends string = string, Value extends number | number[] = number | number[]> {
  /** What config.json calls it, where the settings of all stages stand side by side. */
  key: Key;
  flag: Pick<Setting<unknown>, 'flag' | 'argument' | 'help'> & Partial<Pick<Setting<unknown>, 'scale'>>;
  range: Range<Value>;
  default: Value | DefaultByEpochs<Value>;
}

/** Whether a default depends on the run's epochs. */
export function isByEpochs(usual: Parameter['default']): usual is DefaultByEpochs<number | number[]> {
  return typeof usual === 'object' && 'of' in usual;
}

export type Parameters = Readonly<Record<string, Parameter>>;

/** The values of a schedule's parameters, of which none depends on the run any more. */
export type ValuesOf<Own> = {
  -readonly [Name in keyof Own]: Own[Name] extends Parameter<string, infer Value> ? Value : never;
};

/** A learning rate that depends on the losses. */
export interface Following {
  /** The learning rate of the next epoch. */
  readonly rate: number;
  /** A copy to save, a plain JSON value; given to `follow` it goes on from there. */
  readonly state: FollowingState;
  /** Takes the loss of the epoch that has ended. */
  observe(loss: number): void;
}

/** What a schedule remembers from epoch to epoch: plain values that JSON keeps to the bit. */
export type FollowingState = object;

/** A schedule as its file declares it: by a formula of the epoch alone, or by the losses. */
export interface ScheduleDefinition<Name extends string = string, Own extends Parameters = Parameters> {
  /** As flags and config.json name it. */
  readonly name: Name;
  /** The class of torch.optim.lr_scheduler that it computes; none for what torch does without one. */
  readonly torchName?: string;
  /** With their defaults: PyTorch's, except where PyTorch has none or has a number of epochs that knows nothing of the run's. */
  readonly parameters: Own;
  readonly schedule?: (settings: ValuesOf<Own> & BaseRate) => Schedule;
  readonly follow?: (settings: ValuesOf<Own> & BaseRate, saved?: FollowingState) => Following;
}

/** Declares a schedule; the compiler holds its function and its parameters together. */
export function defineSchedule<const Name extends string, Own extends Parameters>(
  definition: ScheduleDefinition<Name, Own>,
): ScheduleDefinition<Name, Own> {
  return definition;
}

/** Declares a parameter; each schedule that has it says its default: `gamma: gamma(0.1)`. */
export function parameter<const Key extends string, Value extends number | number[]>(
  key: Key,
  range: Range<Value>,
  flag: Parameter['flag'],
): (usual: Value | DefaultByEpochs<Value>) => Parameter<Key, Value> {
  return (usual) => ({ key, flag, range, default: usual });
}

/** What the library's functions check their arguments by. */
export function rangesOf(parameters: Parameters): Record<string, Allowed> {
  const entries = Object.entries(parameters).map(([name, { range }]) => [name, range]);
  return { learningRate: nonNegative, ...Object.fromEntries(entries) };
}
