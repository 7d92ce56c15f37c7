import * as tf from '@tensorflow/tfjs';
import { type AdadeltaHyperparameters, type AdadeltaState, adadeltaRule } from './adadeltaRule.js';
import { ConfiguredOptimizer } from './configuredOptimizer.js';

/**
 * Adadelta for tfjs with torch.optim.Adadelta's options, defaults and numbers.
 *
 * The update itself is `adadeltaRule`.
 */
export class Adadelta extends ConfiguredOptimizer<'adadelta', AdadeltaState<tf.Tensor>> {
  /** The name that a saved model's training configuration carries. */
  static readonly className = 'AdamTrainAdadelta';

  protected override readonly initialState = { v: 0, u: 0 };
  protected override readonly rule = adadeltaRule<tf.Tensor>;

  /** @throws UsageError if an option is outside its range */
  constructor(options: Partial<AdadeltaHyperparameters> = {}) {
    super('adadelta', options);
  }
}

tf.serialization.registerClass(Adadelta);
