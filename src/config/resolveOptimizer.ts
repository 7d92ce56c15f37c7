import { inWords, shown } from '../arguments.js';
import { UsageError } from '../errors.js';
import { optimizerRanges } from './optimizerRanges.js';
import {
  type Hyperparameters,
  type OptimizerName,
  type OptimizerOptionName,
  type OptimizerOptions,
  optimizerTable,
  optionNamesOf,
  ownersOf,
} from './optimizerTable.js';

/**
 * The given options of an optimizer, completed by its defaults.
 *
 * @throws UsageError if it does not have one of them, one is outside its range, or they do not go together
 */
export function resolveOptimizer<Name extends OptimizerName>(
  name: Name,
  given: Partial<OptimizerOptions>,
): Hyperparameters<Name> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new UsageError(
      `The options of ${optimizerTable[name].title} must be an object, got ${shown(given)}; write { learningRate: 0.001 } and the like.`,
    );
  }
  const own = optionNamesOf(name);
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  for (const [option, value] of entries) {
    if (!own.includes(option as OptimizerOptionName)) throw foreignOption(name, option);
    checkOption(name, option as OptimizerOptionName, value);
  }
  const options: Partial<OptimizerOptions> = {
    ...optimizerTable[name].options,
    ...Object.fromEntries(entries),
  };
  checkNesterov(options);
  return options as Hyperparameters<Name>;
}

/** @throws UsageError if the value is outside the option's range */
export function checkOption(name: OptimizerName, option: OptimizerOptionName, value: unknown): void {
  const { words, holds } = optimizerRanges[option];
  if (holds(value)) return;
  const { title, options } = optimizerTable[name];
  const preset = (options as Partial<OptimizerOptions>)[option];
  throw new UsageError(
    `${option} must be ${words}, got ${typeof value === 'string' ? value : shown(value)}; ${title}'s default is ${preset}.`,
  );
}

function foreignOption(name: OptimizerName, option: string): UsageError {
  const owners = ownersOf(option);
  const cure =
    owners.length === 0 ? 'no optimizer has that' : `that is an option of ${inWords(owners, 'and')}`;
  const own = inWords(optionNamesOf(name), 'or');
  return new UsageError(`An option of ${optimizerTable[name].title} must be ${own}, got ${option}; ${cure}.`);
}

/** Nesterov's step looks ahead along the velocity, which there must be, and whole. */
function checkNesterov({ nesterov, momentum = 0, dampening = 0 }: Partial<OptimizerOptions>): void {
  if (nesterov && (momentum <= 0 || dampening !== 0)) {
    throw new UsageError(
      `nesterov must go with momentum > 0 and dampening 0, got momentum ${momentum} and dampening ${dampening}; give a momentum such as 0.9, or leave nesterov out.`,
    );
  }
}
