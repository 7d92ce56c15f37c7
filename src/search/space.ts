/** When a dimension is asked: another one, or a setting that does not vary, has one of these values. */
export interface Condition {
  key: string;
  values: readonly unknown[];
}

interface Named {
  /** The setting's name in config.json, or what `gives` and `zeroOf` say. */
  key: string;
  /** Absent where every trial has it. */
  when?: Condition;
}

/** One of several values, between which there is no order. */
export interface Categorical extends Named {
  kind: 'categorical';
  values: readonly unknown[];
  /** The settings that a value's entries go to, where one flag gives several at once. */
  gives?: readonly string[];
  /** The setting that is 0 where this is true, and is drawn from its range where it is false: `0,1e-6..1e-1`. */
  zeroOf?: string;
}

/** A number from a range, on a linear or a logarithmic scale, or low, low + step … high. */
interface FloatRange extends Named {
  kind: 'float';
  low: number;
  high: number;
  log: boolean;
  /** Null for any number between the ends; never with `log`. */
  step: number | null;
}

/** A whole number from a range, both ends included. */
interface IntRange extends Named {
  kind: 'int';
  low: number;
  high: number;
  log: boolean;
  /** 1 with `log`. */
  step: number;
}

export type NumberRange = FloatRange | IntRange;

/** A setting with several values. All that a space holds are values that JSON keeps. */
export type Dimension = Categorical | NumberRange;

/** A setting that was given one value. */
export interface Fixed extends Named {
  value: unknown;
  gives?: readonly string[];
}

/** What trials are made of. */
export interface Space {
  /** In the order in which they are asked: what others depend on stands before them. */
  dimensions: readonly Dimension[];
  fixed: readonly Fixed[];
}

/** The values of a trial's dimensions by their keys, without those that it does not have. */
export type Values = Readonly<Record<string, unknown>>;

/** Whether a trial has a dimension, by the values of those that were asked before. */
export function isAsked({ when }: Named, values: Values): boolean {
  return when === undefined || when.values.includes(values[when.key]);
}

/** A trial's settings by their names in config.json. */
export function settingsOf({ dimensions, fixed }: Space, values: Values): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  const set = ({ key, gives }: { key: string; gives?: readonly string[] }, value: unknown) => {
    if (gives === undefined) settings[key] = value;
    else for (const [i, name] of gives.entries()) settings[name] = (value as readonly unknown[])[i];
  };
  for (const one of fixed) if (isAsked(one, values)) set(one, one.value);
  for (const one of dimensions) {
    if (!Object.hasOwn(values, one.key)) continue;
    if (one.kind !== 'categorical' || one.zeroOf === undefined) set(one, values[one.key]);
    else if (values[one.key] === true) settings[one.zeroOf] = 0;
  }
  return settings;
}

/** The names in config.json of the settings that vary, in the order of their letters' codes. */
export function varyingKeys({ dimensions }: Space): string[] {
  const keys = dimensions.flatMap((one) => {
    if (one.kind !== 'categorical') return [one.key];
    return one.gives ?? [one.zeroOf ?? one.key];
  });
  return [...new Set(keys)].sort();
}
