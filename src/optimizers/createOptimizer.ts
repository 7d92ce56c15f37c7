import type * as tf from '@tensorflow/tfjs';
import { shown } from '../arguments.js';
import { type OptimizerName, type OptimizerOptions, optimizerNames } from '../config/optimizerTable.js';
import { UsageError } from '../errors.js';
import { Adadelta } from './adadelta.js';
import { Adagrad } from './adagrad.js';
import { Adam } from './adam.js';
import { Adamax } from './adamax.js';
import { AdamW } from './adamw.js';
import { NAdam } from './nadam.js';
import type { ParameterState } from './namedStateOptimizer.js';
import { RAdam } from './radam.js';
import { RMSprop } from './rmsprop.js';
import { SGD } from './sgd.js';

/** What all of the family are: a tfjs optimizer whose learning rate may be set between steps. */
export interface Optimizer extends tf.Optimizer {
  learningRate: number;
  /** What is kept of a variable between steps, by the variable's name. */
  stateOf(name: string): Readonly<ParameterState> | undefined;
}

const classes: Record<OptimizerName, new (options: Partial<OptimizerOptions>) => Optimizer> = {
  adam: Adam,
  adamw: AdamW,
  nadam: NAdam,
  radam: RAdam,
  adamax: Adamax,
  rmsprop: RMSprop,
  adagrad: Adagrad,
  adadelta: Adadelta,
  sgd: SGD,
};

/**
 * An optimizer by its name; options that are not given have its defaults.
 *
 * @throws UsageError if there is none of that name, it does not have one of the options, or its value is outside its range
 */
export function createOptimizer(name: OptimizerName, options: Partial<OptimizerOptions> = {}): Optimizer {
  if (typeof name !== 'string' || !Object.hasOwn(classes, name)) {
    throw new UsageError(
      `An optimizer must be ${optimizerNames.join(', ')}, got ${typeof name === 'string' ? name : shown(name)}; choose one of them.`,
    );
  }
  return new classes[name](options);
}
