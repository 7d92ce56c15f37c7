import type * as tf from '@tensorflow/tfjs';
import { type AdamStepNumbers, hasAdamStep, runAdamStep } from '../../kernels/adamStep.js';
import { type AdamHyperparameters, type AdamState, adamRule } from '../adam.js';
import type { Rule } from '../defineOptimizer.js';
import { adamStepNumbers } from './stepsAtOnce.js';

/** Rules that a backend may have as one kernel: `adamRule` is a dozen operations. */
const fused = new Map<unknown, unknown>([[adamRule, adamStep]]);

/** A rule for tensors, as one kernel where the backend has it. */
export function fusedRule(rule: Rule): typeof rule<tf.Tensor> {
  return (fused.get(rule) ?? rule) as typeof rule<tf.Tensor>;
}

/** `adamRule` as one kernel where the backend has it, and as its dozen operations where not. */
function adamStep(
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
  const { others, ...decay } = adamStepNumbers(t, values);
  const [, beta2, , rate, root, epsilon] = others;
  return { ...decay, beta1: values.beta1, beta2, rate, root, epsilon };
}
