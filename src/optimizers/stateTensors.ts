import * as tf from '@tensorflow/tfjs';

/** A copy that stays. */
export function copyOf(tensor: tf.Tensor): tf.Variable {
  return tf.tidy(() => tf.variable(tensor, false));
}

/** A whole number as a tensor that stays. */
export function counterOf(value: number): tf.Variable {
  return tf.tidy(() => tf.variable(tf.scalar(value, 'int32'), false));
}

export function assignNumber(counter: tf.Variable, value: number): void {
  tf.tidy(() => counter.assign(tf.scalar(value, 'int32')));
}

export async function wholeNumber(tensor: tf.Tensor): Promise<number> {
  return (await tensor.data())[0] as number;
}
