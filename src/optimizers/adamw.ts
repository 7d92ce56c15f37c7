import * as tf from '@tensorflow/tfjs';
import type { Hyperparameters } from '../config/optimizerTable.js';
import { adamInitialState, adamStep } from './adam.js';
import type { AdamState } from './adamRule.js';
import { ConfiguredOptimizer } from './configuredOptimizer.js';

export type AdamWHyperparameters = Hyperparameters<'adamw'>;

function adamwStep(
  theta: tf.Tensor,
  g: tf.Tensor,
  state: AdamState<tf.Tensor>,
  t: number,
  options: AdamWHyperparameters,
) {
  return adamStep(theta, g, state, t, { ...options, decoupledWeightDecay: true });
}

/**
 * AdamW for tfjs with torch.optim.AdamW's options, defaults and numbers: Adam whose decay shrinks the weights directly.
 *
 * The update itself is `adamRule`, with `decoupledWeightDecay`.
 *
 * @see Loshchilov & Hutter (2019), Algorithm 2, https://arxiv.org/abs/1711.05101
 */
export class AdamW extends ConfiguredOptimizer<'adamw', AdamState<tf.Tensor>> {
  /** The name that a saved model's training configuration carries. */
  static readonly className = 'AdamTrainAdamW';

  protected override readonly initialState = adamInitialState(this.options);
  protected override readonly rule = adamwStep;

  /** @throws UsageError if an option is outside its range */
  constructor(options: Partial<AdamWHyperparameters> = {}) {
    super('adamw', options);
  }
}

tf.serialization.registerClass(AdamW);
