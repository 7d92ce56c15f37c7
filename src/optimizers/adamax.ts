import * as tf from '@tensorflow/tfjs';
import { type AdamaxHyperparameters, type AdamaxState, adamaxRule } from './adamaxRule.js';
import { ConfiguredOptimizer } from './configuredOptimizer.js';

/**
 * Adamax for tfjs with torch.optim.Adamax's options, defaults and numbers.
 *
 * The update itself is `adamaxRule`.
 */
export class Adamax extends ConfiguredOptimizer<'adamax', AdamaxState<tf.Tensor>> {
  /** The name that a saved model's training configuration carries. */
  static readonly className = 'AdamTrainAdamax';

  protected override readonly initialState = { m: 0, u: 0 };
  protected override readonly rule = adamaxRule<tf.Tensor>;

  /** @throws UsageError if an option is outside its range */
  constructor(options: Partial<AdamaxHyperparameters> = {}) {
    super('adamax', options);
  }
}

tf.serialization.registerClass(Adamax);
