import * as tf from '@tensorflow/tfjs';
import { sumOfSquares } from '../kernels/reductions.js';

/** How large gradients may be. */
export interface Clipping {
  /** The most that the L2 norm over all parameters may be. */
  clipNorm?: number | undefined;
  /** The most that any single value may be, either way. */
  clipValue?: number | undefined;
}

/**
 * Gradients that are not too large: new tensors where something is clipped, else the given ones. Values first, then the norm
 * of what is left; the optimizer's weight decay comes after both.
 *
 *     g ← min(max(g, −value), value)
 *     g ← g · min(1, norm / (‖g‖ + 1e-6))
 *
 * @param norm ‖g‖ of the given gradients
 * @see torch.nn.utils.clip_grad_value_ and clip_grad_norm_; Pascanu, Mikolov & Bengio (2013), Algorithm 1
 */
export function clipGradients(
  gradients: tf.NamedTensorMap,
  norm: number,
  { clipNorm, clipValue }: Clipping,
): tf.NamedTensorMap {
  let clipped = gradients;
  let length = norm;
  if (clipValue !== undefined) {
    clipped = mapTensors(clipped, (g) => tf.clipByValue(g, -clipValue, clipValue));
    length = globalNorm(Object.values(clipped));
  }
  const factor = clipNorm === undefined ? 1 : clipNorm / (length + 1e-6);
  return factor < 1 ? mapTensors(clipped, (g) => g.mul(factor)) : clipped;
}

/** √Σ g² over all parameters, summed in double precision. */
export function globalNorm(gradients: readonly tf.Tensor[]): number {
  let sum = 0;
  for (const gradient of gradients) sum += sumOfSquares(gradient);
  return Math.sqrt(sum);
}

function mapTensors(tensors: tf.NamedTensorMap, change: (tensor: tf.Tensor) => tf.Tensor): tf.NamedTensorMap {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor)]));
}
