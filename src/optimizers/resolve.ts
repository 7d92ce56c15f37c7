import { UsageError } from '../errors.js';
import { shown } from '../settings/arguments.js';
import { inWords } from '../settings/range.js';
import { type AnyValues, defaultsOf, type OptimizerDefinition } from './defineOptimizer.js';
import { type Hyperparameters, type OptimizerName, optimizers } from './index.js';

/**
 * The given hyperparameters of an optimizer, completed by its defaults.
 *
 * @throws UsageError if it does not have one of them, one is outside its range, or they do not go together
 */
export function resolveOptimizer<Name extends OptimizerName>(
  name: Name,
  given: Partial<Hyperparameters<Name>>,
): Hyperparameters<Name> {
  return resolveHyperparameters(optimizers[name], given) as Hyperparameters<Name>;
}

/** The same for a definition, where it is not known which. */
export function resolveHyperparameters(definition: OptimizerDefinition, given: object): AnyValues {
  const { title, hyperparameters, check } = definition;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new UsageError(
      `The options of ${title} must be an object, got ${shown(given)}; write { learningRate: 0.001 } and the like.`,
    );
  }
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  for (const [name, value] of entries) {
    if (!Object.hasOwn(hyperparameters, name)) throw foreign(definition, name);
    checkHyperparameter(definition, name, value);
  }
  const values: AnyValues = { ...defaultsOf(definition), ...Object.fromEntries(entries) };
  const broken = check(values, (name) => name);
  if (broken !== undefined) throw new UsageError(broken);
  return values;
}

/** @throws UsageError if the value is outside the hyperparameter's range */
export function checkHyperparameter(
  { title, hyperparameters }: OptimizerDefinition,
  name: string,
  value: unknown,
): void {
  const own = hyperparameters[name];
  if (own === undefined || own.range.holds(value)) return;
  throw new UsageError(
    `${name} must be ${own.range.words}, got ${typeof value === 'string' ? value : shown(value)}; ${title}'s default is ${own.default}.`,
  );
}

function foreign({ title, hyperparameters }: OptimizerDefinition, name: string): UsageError {
  const owners = Object.values<OptimizerDefinition>(optimizers).filter((optimizer) =>
    Object.hasOwn(optimizer.hyperparameters, name),
  );
  const titles = owners.map((owner) => owner.title);
  const cure =
    titles.length === 0 ? 'no optimizer has that' : `that is an option of ${inWords(titles, 'and')}`;
  const own = inWords(Object.keys(hyperparameters), 'or');
  return new UsageError(`An option of ${title} must be ${own}, got ${name}; ${cure}.`);
}
