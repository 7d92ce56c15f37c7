import * as tf from '@tensorflow/tfjs';

/**
 * Gradients of the loss with λ·Σ|w| over all weights and biases added to it, in the place of its own. It is before clipping, as
 * where a penalty is a part of torch's loss.
 *
 *     g ← g + λ·sign(w)
 *
 * @see Tibshirani (1996), "Regression Shrinkage and Selection via the Lasso"
 */
export function penalize(
  gradients: tf.NamedTensorMap,
  weights: readonly tf.Variable[],
  lambda: number,
): tf.NamedTensorMap {
  const penalized = weights.map((weight) => [
    weight.name,
    tf.tidy(() => (gradients[weight.name] as tf.Tensor).add(weight.sign().mul(lambda))),
  ]);
  tf.dispose(gradients);
  return Object.fromEntries(penalized);
}
