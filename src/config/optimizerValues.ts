import { UsageError } from '../errors.js';
import type { AnyValues } from '../optimizers/defineOptimizer.js';
import { type FlaggedHyperparameters, type OptimizerName, optimizers } from '../optimizers/index.js';
import { defaultsOf } from '../optimizers/resolve.js';
import { hyperparameterNames } from '../optimizers/settings.js';
import { nameOf } from './nameOf.js';
import { type GivenTrainSettings, type TrainSettingName, trainTable } from './trainSettings.js';

/** Every optimizer's learning rate and weight decay, and those of the others that this one has. */
type Values = { [Name in keyof FlaggedHyperparameters]: FlaggedHyperparameters[Name] | undefined } & {
  learningRate: number;
  weightDecay: number;
};

/**
 * The hyperparameters of the chosen optimizer: what was given, completed by its defaults; undefined for those it does not have.
 *
 * @throws UsageError if one is given that the optimizer does not have, they do not go together, or --trace is given for one
 * without m and v
 */
export function hyperparametersOf(
  values: { optimizer: OptimizerName } & Partial<Record<keyof FlaggedHyperparameters, unknown>>,
  given: GivenTrainSettings,
): Values {
  const { optimizer } = values;
  for (const key of [...hyperparameterNames, 'trace'] as const) {
    const { optimizers: owners } = trainTable[key];
    const entry = given[key];
    // A trace that is switched off asks nothing of the optimizer.
    if (entry === undefined || (key === 'trace' && entry.value !== true)) continue;
    if (owners?.includes(optimizer) === false) throw foreign(optimizer, entry.name, owners);
  }
  const definition = optimizers[optimizer];
  const defaults = defaultsOf(definition);
  const resolved = Object.fromEntries(
    hyperparameterNames.map((name) => [
      name,
      Object.hasOwn(defaults, name) ? (values[name] ?? defaults[name]) : undefined,
    ]),
  ) as Values;
  const broken = definition.check({ ...defaults, ...(resolved as AnyValues) }, (name) =>
    nameOf(name as TrainSettingName, given),
  );
  if (broken !== undefined) throw new UsageError(broken);
  return resolved;
}

function foreign(optimizer: OptimizerName, name: string, owners: readonly string[]): UsageError {
  return new UsageError(
    `${name} is an option of ${owners.join(', ')}, and the optimizer is ${optimizer}; leave it out, or choose ${owners.length === 1 ? 'that' : 'one of them'} with --optimizer.`,
  );
}
