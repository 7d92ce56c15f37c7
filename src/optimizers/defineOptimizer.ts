import type { Arithmetic } from './arithmetic.js';
import type { Hyperparameter, ValuesOf } from './hyperparameters.js';

type Hyperparameters = Readonly<Record<string, Hyperparameter<number> | Hyperparameter<boolean>>>;

/** An optimizer as its file declares it: all that classes, flags and explain need to know of it. */
interface Declaration<Name extends string, Own extends Hyperparameters, Fixed, State> {
  /** As flags and config.json name it. */
  name: Name;
  /** As its paper and PyTorch write it, and the class is called. */
  title: string;
  hyperparameters: Own;
  /** Values that the rule takes and nobody sets. */
  fixed?: Fixed;
  /** What is kept of each parameter between steps, by the number that it begins at. */
  initialState: (values: ValuesOf<NoInfer<Own>>) => State;
  /** The parameter and its state after step `t`, counted from 1. */
  rule: <T extends Arithmetic<T>>(
    theta: T,
    g: T,
    state: { [Slot in keyof State]: T },
    t: number,
    values: ValuesOf<NoInfer<Own>> & NoInfer<Fixed>,
  ) => { theta: T; state: { [Slot in keyof State]: T } };
  /** A rule between the values: the sentence about what breaks it, with the hyperparameters called as they were given. */
  check?: (values: ValuesOf<NoInfer<Own>>, nameOf: (hyperparameter: string) => string) => string | undefined;
}

/** Hyperparameters of one optimizer or another. */
export type AnyValues = Record<string, number | boolean>;

/** An optimizer of which the name and the hyperparameters are known, but not what it keeps. */
export interface OptimizerDefinition<
  Name extends string = string,
  Own extends Hyperparameters = Hyperparameters,
> {
  readonly name: Name;
  readonly title: string;
  readonly hyperparameters: Own;
  readonly initialState: (values: AnyValues) => Record<string, number>;
  readonly rule: Rule;
  /** Values that the rule takes and nobody sets. */
  readonly fixed: AnyValues;
  readonly check: (values: AnyValues, nameOf: (hyperparameter: string) => string) => string | undefined;
}

/** An update rule over whatever it keeps: tensors, or a twin of them in float64. */
export type Rule = <T extends Arithmetic<T>>(
  theta: T,
  g: T,
  state: Record<string, T>,
  t: number,
  values: AnyValues,
) => { theta: T; state: Record<string, T> };

/** Declares an optimizer; the compiler holds its rule, its state and its hyperparameters together. */
export function defineOptimizer<
  const Name extends string,
  Own extends Hyperparameters,
  State extends object,
  Fixed extends object = Record<never, never>,
>(declaration: Declaration<Name, Own, Fixed, State>): OptimizerDefinition<Name, Own> {
  const { name, title, hyperparameters } = declaration;
  // Whoever holds some optimizer knows no more of its state than its names.
  const {
    initialState,
    rule,
    fixed = {},
    check = () => undefined,
  } = declaration as unknown as OptimizerDefinition;
  return { name, title, hyperparameters, initialState, rule, fixed, check };
}

/** The values that an optimizer has if none is given. */
export function defaultsOf({ hyperparameters }: OptimizerDefinition): AnyValues {
  const entries = Object.entries(hyperparameters);
  return Object.fromEntries(entries.map(([name, { default: usual }]) => [name, usual]));
}
