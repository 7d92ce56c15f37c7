import * as tf from '@tensorflow/tfjs';
import { ConfiguredOptimizer } from './configuredOptimizer.js';
import { type RMSpropHyperparameters, type RMSpropState, rmspropRule } from './rmspropRule.js';

/**
 * RMSprop for tfjs with torch.optim.RMSprop's options, defaults and numbers.
 *
 * The update itself is `rmspropRule`.
 */
export class RMSprop extends ConfiguredOptimizer<'rmsprop', RMSpropState<tf.Tensor>> {
  /** The name that a saved model's training configuration carries. */
  static readonly className = 'AdamTrainRMSprop';

  protected override readonly initialState = {
    v: 0,
    ...(this.options.centered && { gMean: 0 }),
    ...(this.options.momentum > 0 && { b: 0 }),
  };
  protected override readonly rule = rmspropRule<tf.Tensor>;

  /** @throws UsageError if an option is outside its range */
  constructor(options: Partial<RMSpropHyperparameters> = {}) {
    super('rmsprop', options);
  }
}

tf.serialization.registerClass(RMSprop);
