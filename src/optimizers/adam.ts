import * as tf from '@tensorflow/tfjs';
import { adamStepKernel, hasAdamStep } from '../kernels/adamKernel.js';
import { type AdamHyperparameters, type AdamState, adamRule } from './adamRule.js';
import { ConfiguredOptimizer } from './configuredOptimizer.js';

/** `adamRule` as one kernel where the backend has it, and as its dozen operations where not. */
export const adamStep: typeof adamRule<tf.Tensor> = (...step) =>
  hasAdamStep() ? adamStepKernel(...step) : adamRule(...step);

/** The tensors that `adamRule` keeps. */
export function adamInitialState({ amsgrad }: Pick<AdamHyperparameters, 'amsgrad'>) {
  return { m: 0, v: 0, ...(amsgrad && { vMax: 0 }) };
}

/**
 * Adam for tfjs with torch.optim.Adam's options, defaults and numbers.
 *
 *     const optimizer = new Adam({ learningRate: 0.01, weightDecay: 0.1, decoupledWeightDecay: true });
 *     optimizer.minimize(() => loss());           // or model.compile({ optimizer, loss })
 *     optimizer.learningRate = 0.001;             // may change between steps
 *
 * The update itself is `adamRule`.
 */
export class Adam extends ConfiguredOptimizer<'adam', AdamState<tf.Tensor>> {
  /** The name that a saved model's training configuration carries; tfjs rewrites names with underscores. */
  static readonly className = 'AdamTrainAdam';

  protected override readonly initialState = adamInitialState(this.options);
  protected override readonly rule = adamStep;

  /** @throws UsageError if an option is outside its range */
  constructor(options: Partial<AdamHyperparameters> = {}) {
    super('adam', options);
  }
}

tf.serialization.registerClass(Adam);
