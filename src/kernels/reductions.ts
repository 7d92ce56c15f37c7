import * as tf from '@tensorflow/tfjs';

/** What is asked of all of a tensor's values at once, where they stand. */
interface Reductions {
  sumOfSquares(x: tf.TensorInfo): number;
  areFinite(x: tf.TensorInfo): boolean;
}

const ofBackend = new Map<string, Reductions>();

/** Gives a backend its own; without them the values are read out. */
export function registerReductions(backendName: string, reductions: Reductions): void {
  ofBackend.set(backendName, reductions);
}

/** Σ x², in double precision. */
export function sumOfSquares(x: tf.Tensor): number {
  const own = ofBackend.get(tf.getBackend());
  if (own !== undefined && x.dtype === 'float32') return own.sumOfSquares(x);
  const values = x.dataSync();
  let sum = 0;
  // An indexed loop: for…of over a typed array takes several times as long.
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) ** 2;
  return sum;
}

/** Whether every value is a finite number. */
export function areFinite(x: tf.Tensor): boolean {
  const own = ofBackend.get(tf.getBackend());
  if (own !== undefined && x.dtype === 'float32') return own.areFinite(x);
  return x.dataSync().every(Number.isFinite);
}
