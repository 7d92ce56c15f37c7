import { adamInitialState, adamRule, amsgrad, biasCorrection } from './adam.js';
import { defineOptimizer } from './defineOptimizer.js';
import { beta1, beta2, epsilon, learningRate, maximize, weightDecay } from './hyperparameters.js';

/** AdamW's hyperparameters with PyTorch's defaults. */
const hyperparameters = {
  learningRate: learningRate(0.001),
  beta1: beta1(0.9),
  beta2: beta2(0.999),
  epsilon: epsilon(1e-8),
  weightDecay: weightDecay(0.01),
  maximize,
  amsgrad: amsgrad(false),
  biasCorrection: biasCorrection(true),
};

/**
 * Adam whose decay shrinks the weights directly, and so is not divided by √v̂ as the gradient is.
 *
 * @see Loshchilov & Hutter (2019), Algorithm 2, https://arxiv.org/abs/1711.05101
 */
export const adamw = defineOptimizer({
  name: 'adamw',
  title: 'AdamW',
  hyperparameters,
  fixed: { decoupledWeightDecay: true },
  initialState: adamInitialState,
  rule: adamRule,
});
