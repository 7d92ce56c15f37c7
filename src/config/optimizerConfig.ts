import { UsageError } from '../errors.js';
import { type AnyValues, defaultsOf, type OptimizerDefinition } from '../optimizers/defineOptimizer.js';
import { type OptimizerConfig, type OptimizerName, optimizers } from '../optimizers/index.js';
import { hyperparameterNames } from '../optimizers/settings.js';
import { type GivenTrainSettings, nameOf, type TrainSettingName, trainTable } from './trainSettings.js';

/**
 * The chosen optimizer with its hyperparameters: what was given, completed by its defaults.
 *
 * @throws UsageError if one is given that the optimizer does not have, they do not go together, or --trace is given for one
 * without m and v
 */
export function optimizerConfig(optimizer: OptimizerName, given: GivenTrainSettings): OptimizerConfig {
  for (const key of [...hyperparameterNames, 'trace'] as const) {
    const { optimizers: owners } = trainTable[key];
    const entry = given[key];
    // A trace that is switched off asks nothing of the optimizer.
    if (entry === undefined || (key === 'trace' && entry.value !== true)) continue;
    if (owners?.includes(optimizer) === false) throw foreign(optimizer, entry.name, owners);
  }
  const definition: OptimizerDefinition = optimizers[optimizer];
  const values: AnyValues = { ...defaultsOf(definition) };
  const own: AnyValues = {};
  for (const name of hyperparameterNames) {
    const usual = values[name];
    if (usual === undefined) continue;
    own[name] = (given[name]?.value as typeof usual | undefined) ?? usual;
  }
  const broken = definition.check({ ...values, ...own }, (name) => nameOf(name as TrainSettingName, given));
  if (broken !== undefined) throw new UsageError(broken);
  return { name: optimizer, ...own } as OptimizerConfig;
}

function foreign(optimizer: OptimizerName, name: string, owners: readonly string[]): UsageError {
  return new UsageError(
    `${name} is an option of ${owners.join(', ')}, and the optimizer is ${optimizer}; leave it out, or choose ${owners.length === 1 ? 'that' : 'one of them'} with --optimizer.`,
  );
}
