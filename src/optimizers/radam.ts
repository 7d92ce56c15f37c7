import * as tf from '@tensorflow/tfjs';
import { ConfiguredOptimizer } from './configuredOptimizer.js';
import { type RAdamHyperparameters, type RAdamState, radamRule } from './radamRule.js';

/**
 * RAdam for tfjs with torch.optim.RAdam's options, defaults and numbers.
 *
 * The update itself is `radamRule`.
 */
export class RAdam extends ConfiguredOptimizer<'radam', RAdamState<tf.Tensor>> {
  /** The name that a saved model's training configuration carries. */
  static readonly className = 'AdamTrainRAdam';

  protected override readonly initialState = { m: 0, v: 0 };
  protected override readonly rule = radamRule<tf.Tensor>;

  /** @throws UsageError if an option is outside its range */
  constructor(options: Partial<RAdamHyperparameters> = {}) {
    super('radam', options);
  }
}

tf.serialization.registerClass(RAdam);
