import * as tf from '@tensorflow/tfjs';
import { ConfiguredOptimizer } from './configuredOptimizer.js';
import { type NAdamHyperparameters, type NAdamState, nadamRule } from './nadamRule.js';

/**
 * NAdam for tfjs with torch.optim.NAdam's options, defaults and numbers.
 *
 * The update itself is `nadamRule`.
 */
export class NAdam extends ConfiguredOptimizer<'nadam', NAdamState<tf.Tensor>> {
  /** The name that a saved model's training configuration carries. */
  static readonly className = 'AdamTrainNAdam';

  protected override readonly initialState = { m: 0, v: 0 };
  protected override readonly rule = nadamRule<tf.Tensor>;

  /** @throws UsageError if an option is outside its range */
  constructor(options: Partial<NAdamHyperparameters> = {}) {
    super('nadam', options);
  }
}

tf.serialization.registerClass(NAdam);
