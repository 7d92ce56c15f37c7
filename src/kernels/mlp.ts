import * as tf from '@tensorflow/tfjs';
import { MlpForward, MlpGradients } from './names.js';
import type { HiddenActivation } from './wasm/activations.js';

/** A perceptron with linear last layer. */
export interface MlpParts {
  /** Layer by layer w[inputs, outputs] and b[outputs]. */
  parameters: readonly tf.Tensor[];
  activation: HiddenActivation;
}

/** Whether the current backend has the perceptron's loss as one op, and the loss's kernel that it needs. */
export function hasMlpLoss(lossKernel: string): boolean {
  const backend = tf.getBackend();
  return tf.getKernel(MlpForward, backend) !== undefined && tf.getKernel(lossKernel, backend) !== undefined;
}

/**
 * The loss of the perceptron's outputs as one op with its gradient, which is two kernels and the loss's own two: between them
 * nothing is put on tfjs's tape.
 *
 * @param x [rows, features]
 * @param y what the loss compares the outputs with
 * @param lossKernel its kernel of `predicted` and `actual`, which has a gradient
 */
export function mlpLoss(
  { parameters, activation }: MlpParts,
  x: tf.Tensor2D,
  y: tf.Tensor,
  lossKernel: string,
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
      value: tf.engine().runKernel(lossKernel, { predicted, actual: y }) as tf.Scalar,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const hidden = saved.slice(0, -1).map((h, i) => [`hidden${i}`, h]);
        const dPredicted = tf
          .getGradient(lossKernel)
          .gradFunc(dy, [saved.at(-1) as tf.Tensor, y], {})
          ['predicted']?.() as tf.Tensor;
        const given = { ...inputs, ...Object.fromEntries(hidden), dPredicted };
        return tf.engine().runKernel(MlpGradients, given, { activation }) as tf.Tensor[];
      },
    };
  });
  return op(...parameters);
}
