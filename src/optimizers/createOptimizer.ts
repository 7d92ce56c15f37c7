import type * as tf from '@tensorflow/tfjs';
import type { OptimizerName, OptimizerOptions } from '../config/optimizerTable.js';
import { Adadelta } from './adadelta.js';
import { Adagrad } from './adagrad.js';
import { Adam } from './adam.js';
import { Adamax } from './adamax.js';
import { AdamW } from './adamw.js';
import { NAdam } from './nadam.js';
import type { ReadonlyState } from './namedStateOptimizer.js';
import { RAdam } from './radam.js';
import { RMSprop } from './rmsprop.js';
import { SGD } from './sgd.js';

/** What all of the family are: a tfjs optimizer whose learning rate may be set, and whose state seen, between steps. */
export interface Optimizer extends tf.Optimizer {
  learningRate: number;
  stateOf(name: string): ReadonlyState | undefined;
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
 * @throws UsageError if it does not have one of the options, or its value is outside its range
 */
export function createOptimizer(name: OptimizerName, options: Partial<OptimizerOptions> = {}): Optimizer {
  return new classes[name](options);
}
