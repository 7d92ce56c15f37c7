import * as tf from '@tensorflow/tfjs';
import { type AdagradHyperparameters, type AdagradState, adagradRule } from './adagradRule.js';
import { ConfiguredOptimizer } from './configuredOptimizer.js';

/**
 * Adagrad for tfjs with torch.optim.Adagrad's options, defaults and numbers.
 *
 * The update itself is `adagradRule`.
 */
export class Adagrad extends ConfiguredOptimizer<'adagrad', AdagradState<tf.Tensor>> {
  /** The name that a saved model's training configuration carries. */
  static readonly className = 'AdamTrainAdagrad';

  protected override readonly initialState = { G: this.options.initialAccumulatorValue };
  protected override readonly rule = adagradRule<tf.Tensor>;

  /** @throws UsageError if an option is outside its range */
  constructor(options: Partial<AdagradHyperparameters> = {}) {
    super('adagrad', options);
  }
}

tf.serialization.registerClass(Adagrad);
