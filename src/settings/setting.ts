import type { Range } from './range.js';

/** What a user may set of a command, as flags, help, config file, JSON Schema and validation all know it. */
export interface Setting<Value> {
  /** The flag that the help shows, with its dashes. */
  flag: `--${string}`;
  /** Other names, which a PyTorch, Keras or scikit-learn user would type. */
  aliases: readonly `--${string}`[];
  /** What stands for the value in the help; absent for a switch. */
  argument?: string;
  /** The help's heading. */
  group: string;
  help: string;
  /** Whether the short help shows it, too: most people who train want it sooner or later. */
  isCommon?: true;
  range: Range<Exclude<Value, undefined>>;
  /** The value when nothing is given; absent where it depends on other values. */
  default?: Value;
  /** The default in words, where the value alone would not say it. */
  defaultWords?: string;
  /** The kind of data that the setting is about, where it has no meaning for the other. */
  source?: 'generated' | 'file';
  /** Whether it is the path of a file or folder, which a config file gives from its own folder on. */
  isPath?: boolean;
  /** The scale on which a search draws it from a range; a linear one where nothing is said. */
  scale?: 'log';
  /** False where a sweep gives it one value: its comma belongs to the value, or with another one results could not be compared. */
  varies?: false;
  /** The optimizers that have the setting; absent where it is no optimizer's. */
  optimizers?: readonly string[];
  /** The schedules that have the setting; absent where it is no schedule's. */
  schedules?: readonly string[];
  /** The losses that have the setting; absent where it is no loss's. */
  losses?: readonly string[];
}

/** Settings by the names that config.json has. */
export type Settings = Readonly<Record<string, Setting<unknown>>>;

/** The values that a table's settings resolve to: undefined is among them where there is no default. */
export type ValuesOf<Table> = {
  [Key in keyof Table]: Table[Key] extends Setting<infer Value> ? Value : never;
};

/** What has the members of every one of a union's types. */
export type UnionToIntersection<Union> = (Union extends unknown ? (one: Union) => void : never) extends (
  all: infer All,
) => void
  ? { [Key in keyof All]: All[Key] }
  : never;

type Declaration<Value> = Omit<Setting<Value>, 'aliases' | 'default' | 'range'> & {
  aliases?: Setting<Value>['aliases'];
  range: Range<Value>;
};

/** Declares a setting; without a default its value may be undefined. */
export function setting<Value>(declaration: Declaration<Value> & { default: NoInfer<Value> }): Setting<Value>;
export function setting<Value>(
  declaration: Declaration<Value> & { default?: undefined },
): Setting<Value | undefined>;
export function setting(declaration: Declaration<unknown> & { default?: unknown }): Setting<unknown> {
  return { aliases: [], ...declaration };
}
