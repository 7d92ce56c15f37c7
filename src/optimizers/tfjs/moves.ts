import * as tf from '@tensorflow/tfjs';
import { stepsAtOnce } from '../../kernels/steps.js';
import type { AnyValues, Rule } from '../defineOptimizer.js';
import { fusedRule } from './fusedRules.js';
import { ruleAtOnce } from './stepsAtOnce.js';

/** What is kept of one parameter between steps. */
export interface ParameterState {
  /** Steps taken. */
  t: number;
  /** The rule's tensors, of the parameter's shape. */
  slots: Record<string, tf.Variable>;
}

/** A variable that is about to take a step. */
export interface Move {
  variable: tf.Variable;
  gradient: tf.Tensor;
  kept: ParameterState;
}

/** How variables take a rule's step: all at once where the backend has that, else one by one. */
export function moverOf(rule: Rule): (moves: readonly Move[], values: AnyValues) => void {
  const single = fusedRule(rule);
  const atOnce = ruleAtOnce(rule);

  const moveOne = ({ variable, gradient, kept: { t, slots } }: Move, values: AnyValues) =>
    tf.tidy(() => {
      const next = single(variable, float(gradient), slots, t + 1, values);
      variable.assign(next.theta);
      for (const [name, slot] of Object.entries(slots)) slot.assign(next.state[name] as tf.Tensor);
    });

  return (moves, values) => {
    const takeSteps = atOnce && stepsAtOnce();
    if (atOnce === undefined || takeSteps === undefined) {
      for (const move of moves) moveOne(move, values);
      return;
    }
    tf.tidy(() => {
      // A variable that had no gradient before is at an earlier step than the others.
      for (const t of new Set(moves.map(({ kept }) => kept.t))) {
        const stepped = moves.filter(({ kept }) => kept.t === t);
        takeSteps(
          atOnce.rule,
          stepped.map(({ variable, gradient, kept: { slots } }) => {
            return { variable, gradient: float(gradient), slots: atOnce.slots.map((slot) => slots[slot]) };
          }),
          atOnce.numbersOf(t + 1, values),
        );
      }
    });
  };
}

/** The kernels read memory as float32. A cast that does nothing costs as much as a small step. */
function float(gradient: tf.Tensor): tf.Tensor {
  return gradient.dtype === 'float32' ? gradient : gradient.toFloat();
}
