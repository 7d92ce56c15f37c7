import type * as tf from '@tensorflow/tfjs';
import { type AdamStepNumbers, hasAdamStep, runAdamStep } from '../../kernels/adamStep.js';
import { type AdamHyperparameters, type AdamState, adamRule, biasCorrections } from '../adam.js';
import type { Rule } from '../defineOptimizer.js';

/** Rules that a backend may have as one kernel: `adamRule` is a dozen operations. */
const fused = new Map<unknown, unknown>([[adamRule, adamStep]]);

/** A rule for tensors, as one kernel where the backend has it. */
export function fusedRule(rule: Rule): typeof rule<tf.Tensor> {
  return (fused.get(rule) ?? rule) as typeof rule<tf.Tensor>;
}

/** `adamRule` as one kernel where the backend has it, and as its dozen operations where not. */
export function adamStep(
  theta: tf.Tensor,
  g: tf.Tensor,
  state: AdamState<tf.Tensor>,
  t: number,
  values: AdamHyperparameters,
): { theta: tf.Tensor; state: AdamState<tf.Tensor> } {
  return hasAdamStep()
    ? runAdamStep({ theta, g, ...state }, adamNumbers(t, values))
    : adamRule(theta, g, state, t, values);
}

/** The numbers of one step, computed in double precision as the rule does. */
function adamNumbers(t: number, values: AdamHyperparameters): AdamStepNumbers {
  const { biasCorrection1, biasCorrection2 } = biasCorrections(t, values);
  const { learningRate: alpha, beta1, beta2, epsilon, weightDecay: lambda, decoupledWeightDecay } = values;
  return {
    sign: values.maximize ? -1 : 1,
    shrink: decoupledWeightDecay ? 1 - alpha * lambda : 1,
    l2: decoupledWeightDecay ? 0 : lambda,
    beta1,
    beta2,
    rate: alpha / biasCorrection1,
    root: Math.sqrt(biasCorrection2),
    epsilon,
  };
}
