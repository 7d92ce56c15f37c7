import * as tf from '@tensorflow/tfjs';
import { ConfiguredOptimizer } from './configuredOptimizer.js';
import { type SGDHyperparameters, type SGDState, sgdRule } from './sgdRule.js';

/**
 * Stochastic gradient descent for tfjs with torch.optim.SGD's options, defaults and numbers.
 *
 * The update itself is `sgdRule`.
 */
export class SGD extends ConfiguredOptimizer<'sgd', SGDState<tf.Tensor>> {
  /** The name that a saved model's training configuration carries. */
  static readonly className = 'AdamTrainSGD';

  protected override readonly initialState = this.options.momentum > 0 ? { b: 0 } : {};
  protected override readonly rule = sgdRule<tf.Tensor>;

  /** @throws UsageError if an option is outside its range, or `nesterov` lacks momentum or has dampening */
  constructor(options: Partial<SGDHyperparameters> = {}) {
    super('sgd', options);
  }
}

tf.serialization.registerClass(SGD);
