import * as tf from '@tensorflow/tfjs';

/** Two variables, their made-up gradients at step t, and what frees them. */
export function twoVariables() {
  const a = tf.tidy(() => tf.variable(tf.tensor1d([1, -2, 3]), true, 'a'));
  const b = tf.tidy(() => tf.variable(tf.tensor2d([[0.5, -0.5]]), true, 'b'));
  return {
    a,
    b,
    gradients: (t: number) => ({
      a: tf.tensor1d([0.1 * t, -1, 1 / t]),
      b: tf.tensor2d([[Math.sin(t), 0.01]]),
    }),
    values: () => [...a.dataSync(), ...b.dataSync()],
    dispose: () => tf.dispose([a, b]),
  };
}

/** Applies the gradients, in a given order of their names, and frees them. */
export function step(
  optimizer: tf.Optimizer,
  gradients: Record<string, tf.Tensor>,
  order = Object.keys(gradients),
): void {
  optimizer.applyGradients(order.map((name) => ({ name, tensor: gradients[name] as tf.Tensor })));
  tf.dispose(gradients);
}
