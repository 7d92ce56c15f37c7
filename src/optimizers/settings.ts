import { oneOf } from '../settings/range.js';
import { type Setting, setting } from '../settings/setting.js';
import type { OptimizerDefinition } from './defineOptimizer.js';
import type { FlaggedHyperparameter, Hyperparameter } from './hyperparameters.js';
import { type FlaggedHyperparameters, type OptimizerName, optimizerNames, optimizers } from './index.js';

const hyperparameters = allHyperparameters();

/** The optimizer and its hyperparameters; a value is absent where the optimizer does not have it. */
export const optimizerSettings = {
  optimizer: setting({
    flag: '--optimizer',
    argument: 'name',
    group: 'Optimizer',
    help: 'the rule that updates the weights',
    isCommon: true,
    range: oneOf(optimizerNames),
    default: 'adam',
  }),
  ...hyperparameters,
};

type HyperparameterSettings = {
  [Name in keyof FlaggedHyperparameters]: Setting<FlaggedHyperparameters[Name] | undefined>;
};

/** The names of the hyperparameters that a run may set. */
export type HyperparameterName = keyof FlaggedHyperparameters;
export const hyperparameterNames = Object.keys(hyperparameters) as HyperparameterName[];

/** The same with the defaults of one optimizer, for messages; of Adam where there is none of that name. */
export function hyperparameterSettings(optimizer: unknown): HyperparameterSettings {
  const name = optimizerNames.find((known) => known === optimizer) ?? 'adam';
  const definition: OptimizerDefinition = optimizers[name];
  const entries = Object.entries<Setting<unknown>>(hyperparameters).map(([key, declared]) => {
    const own = definition.hyperparameters[key];
    return [key, own === undefined ? declared : { ...declared, defaultWords: String(own.default) }];
  });
  return Object.fromEntries(entries);
}

/** A setting for each hyperparameter that some optimizer has, in the order of the optimizers that have it. */
function allHyperparameters(): HyperparameterSettings {
  const definitions: OptimizerDefinition[] = Object.values(optimizers);
  const names = new Set(definitions.flatMap(({ hyperparameters }) => Object.keys(hyperparameters)));
  const settings = [...names].flatMap((name) => {
    const owners = definitions.filter(({ hyperparameters }) => Object.hasOwn(hyperparameters, name));
    const [first] = owners.map(({ hyperparameters }) => hyperparameters[name]);
    if (first === undefined || !isFlagged(first)) return [];
    const { phrase: _, ...flag } = first.flag;
    const declared: Setting<unknown> = {
      aliases: [],
      ...flag,
      group: 'Optimizer',
      range: first.range,
      optimizers: owners.map((owner) => owner.name),
      defaultWords: defaultsInWords(name, owners),
    };
    return [[name, declared]];
  });
  return Object.fromEntries(settings);
}

function isFlagged(one: Hyperparameter<unknown>): one is FlaggedHyperparameter<unknown> {
  return 'flag' in one;
}

/** `0.001; nadam and adamax 0.002; adadelta 1` */
function defaultsInWords(hyperparameter: string, owners: readonly OptimizerDefinition[]): string {
  const defaultOf = ({ hyperparameters }: OptimizerDefinition) => hyperparameters[hyperparameter]?.default;
  const values = [...new Set(owners.map(defaultOf))];
  return values
    .map((value, i) => {
      const names = owners.filter((owner) => defaultOf(owner) === value).map(({ name }) => name);
      return i === 0 ? inDigits(value) : `${names.join(' and ')} ${inDigits(value)}`;
    })
    .join('; ');
}

/** 1e-6 rather than 0.000001. */
function inDigits(value: number | boolean | undefined): string {
  return typeof value === 'number' && value !== 0 && value < 1e-4 ? value.toExponential() : String(value);
}

/** What a hyperparameter is called in a picture's title: by its flag's words, or by its own name. */
export function phraseOf(optimizer: OptimizerName, hyperparameter: string): string {
  const one = (optimizers[optimizer] as OptimizerDefinition).hyperparameters[hyperparameter];
  if (one === undefined || !isFlagged(one)) return hyperparameter;
  return one.flag.phrase ?? one.flag.flag.slice(2).replaceAll('-', ' ');
}
