import * as tf from '@tensorflow/tfjs';
import type { LossAttributes } from './lossArithmetic.js';
import { elementLoss, hasElementLoss } from './losses.js';
import { ElementLoss, MlpForward, MlpGradients } from './names.js';
import type { HiddenActivation } from './wasm/activations.js';

/** A perceptron with linear last layer. */
export interface MlpParts {
  /** Layer by layer w[inputs, outputs] and b[outputs]. */
  parameters: readonly tf.Tensor[];
  activation: HiddenActivation;
}

/** Whether the current backend has the perceptron's loss as one op. */
export function hasMlpLoss(): boolean {
  return hasElementLoss() && tf.getKernel(MlpForward, tf.getBackend()) !== undefined;
}

/**
 * The loss of the perceptron's outputs as one op with its gradient, which is two kernels and the loss's own two: between them
 * nothing is put on tfjs's tape.
 *
 * @param x [rows, features]
 * @param y what the loss compares the outputs with
 */
export function mlpLoss(
  { parameters, activation }: MlpParts,
  x: tf.Tensor2D,
  y: tf.Tensor,
  loss: LossAttributes,
) {
  const named = (tensors: readonly tf.Tensor[]) =>
    Object.fromEntries(tensors.map((tensor, i) => [`parameter${i}`, tensor]));
  const op = tf.customGrad((...args) => {
    const save = args.pop() as tf.GradSaveFunc;
    const inputs = { x, ...named(parameters) };
    const outputs: tf.Tensor[] = tf.engine().runKernel(MlpForward, inputs, { activation });
    save(outputs);
    const predicted = outputs.at(-1) as tf.Tensor;
    return {
      value: elementLoss(loss, { predicted, actual: y }),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const hidden = saved.slice(0, -1).map((h, i) => [`hidden${i}`, h]);
        const dPredicted = tf
          .getGradient(ElementLoss)
          .gradFunc(dy, [saved.at(-1) as tf.Tensor, y], { ...loss })
          ['predicted']?.() as tf.Tensor;
        const given = { ...inputs, ...Object.fromEntries(hidden), dPredicted };
        return tf.engine().runKernel(MlpGradients, given, { activation }) as tf.Tensor[];
      },
    };
  });
  return op(...parameters);
}
