import { UsageError } from '../errors.js';
import { optimizerOptions } from './optimizerOptions.js';
import {
  type OptimizerName,
  type OptimizerOptionName,
  type OptimizerOptions,
  optimizerTable,
} from './optimizerTable.js';
import type { Option } from './option.js';
import { outputOptions } from './outputOptions.js';
import type { GivenTrainOptions } from './resolve.js';

export type OptimizerOptionKey = Exclude<keyof typeof optimizerOptions, 'optimizer'>;
/** Every optimizer's learning rate and weight decay, and those of the others that this one has. */
type OptimizerValues = Pick<OptimizerOptions, 'learningRate' | 'weightDecay'> &
  Partial<Pick<OptimizerOptions, OptimizerOptionKey>>;

/** The optimizer's options that flags and config.json know, in the help's order. */
export const optimizerOptionKeys = Object.keys(optimizerOptions).filter(
  (key) => key !== 'optimizer',
) as OptimizerOptionKey[];

/**
 * The options of the chosen optimizer: what was given, completed by its defaults; undefined for those it does not have.
 *
 * @throws UsageError if an option is given that the optimizer does not have, or --trace for one without m and v
 */
export function optimizerValues(
  values: { optimizer: OptimizerName } & Partial<Record<OptimizerOptionKey, unknown>>,
  given: GivenTrainOptions,
): OptimizerValues {
  const { optimizer } = values;
  const defaults: Partial<Record<OptimizerOptionName, number | boolean>> = optimizerTable[optimizer].options;
  const entries = optimizerOptionKeys.map((key) => {
    const isOwn = key in defaults;
    const foreign = given[key];
    if (foreign !== undefined && !isOwn) throw notOf(optimizer, foreign.name, optimizerOptions[key]);
    return [key, isOwn ? (values[key] ?? defaults[key]) : undefined];
  });
  const { trace } = given;
  if (trace?.value === true && !trainsWithAdam(optimizer))
    throw notOf(optimizer, trace.name, outputOptions.trace);
  const resolved = Object.fromEntries(entries) as OptimizerValues;
  checkNesterov(resolved, given);
  return resolved;
}

/** Whether the optimizer has the m and v that --trace shows. */
function trainsWithAdam(optimizer: OptimizerName): boolean {
  return outputOptions.trace.optimizers?.includes(optimizer) ?? true;
}

function notOf(
  optimizer: OptimizerName,
  name: string,
  option: Pick<Option<unknown>, 'optimizers'>,
): UsageError {
  const { optimizers = [] } = option;
  return new UsageError(
    `${name} is an option of ${optimizers.join(', ')}, and the optimizer is ${optimizer}; leave it out, or choose ${optimizers.length === 1 ? 'that' : 'one of them'} with --optimizer.`,
  );
}

/** Nesterov's step looks ahead along the velocity, which there must be, and whole. */
function checkNesterov({ nesterov, momentum, dampening }: OptimizerValues, given: GivenTrainOptions): void {
  if (!nesterov || (momentum !== 0 && dampening === 0)) return;
  throw new UsageError(
    `${given.nesterov?.name ?? '--nesterov'} must go with a momentum above 0 and no dampening, got momentum ${momentum} and dampening ${dampening}; add --momentum 0.9, or leave it out.`,
  );
}
