import * as tf from '@tensorflow/tfjs';
import type { HostBackend } from './hostBackend.js';

/** The kernel's name in tfjs's registry. */
const AdamStep = 'AdamTrainAdamStep';

/**
 * Whether the current backend has the step as one kernel. TensorFlow gets it when it is first asked for, so that a library
 * user's tfjs-node has it too.
 */
export function hasAdamStep(): boolean {
  const backendName = tf.getBackend();
  if (backendName === 'tensorflow') registerHostAdamStep(backendName);
  return tf.getKernel(AdamStep, backendName) !== undefined;
}

/** What a step needs beside its tensors. */
export type AdamStepNumbers = {
  /** -1 to climb, else 1. */
  sign: number;
  /** What the parameter is multiplied by first: less than 1 with decoupled decay. */
  shrink: number;
  /** How much of the parameter is added to its gradient. */
  l2: number;
  beta1: number;
  beta2: number;
  /** α/(1 − β1ᵗ) */
  rate: number;
  /** √(1 − β2ᵗ) */
  root: number;
  epsilon: number;
};

/** Adam's step as one kernel, where the backend has it; the results are new tensors, the given ones stay as they are. */
export function runAdamStep(
  { theta, g, m, v, vMax }: Record<'theta' | 'g' | 'm' | 'v', tf.Tensor> & { vMax?: tf.Tensor },
  numbers: AdamStepNumbers,
): { theta: tf.Tensor; state: { m: tf.Tensor; v: tf.Tensor; vMax?: tf.Tensor } } {
  const inputs = vMax === undefined ? { theta, g, m, v } : { theta, g, m, v, vMax };
  const next: tf.Tensor[] = tf.engine().runKernel(AdamStep, inputs, numbers);
  const [thetaNext, mNext, vNext, vMaxNext] = next as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor?];
  const state = { m: mNext, v: vNext };
  return { theta: thetaNext, state: vMaxNext === undefined ? state : { ...state, vMax: vMaxNext } };
}

type Inputs = Record<'theta' | 'g' | 'm' | 'v', tf.TensorInfo> & { vMax?: tf.TensorInfo };

/**
 * The step in JavaScript, for backends whose every op costs more than a pass over the values: tfjs-node takes some 35 µs
 * for each of the dozen ops of the rule, and keeps m and v on this side of the border, where they stay.
 */
export function registerHostAdamStep(backendName: string): void {
  if (tf.getKernel(AdamStep, backendName) !== undefined) return;
  tf.registerKernel({
    kernelName: AdamStep,
    backendName,
    kernelFunc: ({ inputs, backend, attrs }) => {
      const host = backend as HostBackend;
      const given = inputs as Inputs;
      const read = (info: tf.TensorInfo) => host.readSync(info.dataId);
      const vMax = given.vMax === undefined ? undefined : read(given.vMax);
      const numbers = attrs as AdamStepNumbers;
      const next = stepOnHost(read(given.theta), read(given.g), read(given.m), read(given.v), vMax, numbers);
      const { shape } = given.theta;
      const dtype = 'float32';
      return next.map((values) => ({ dataId: host.write(values, shape, dtype), shape, dtype }));
    },
  });
}

function stepOnHost(
  theta: Float32Array,
  g: Float32Array,
  m: Float32Array,
  v: Float32Array,
  vMax: Float32Array | undefined,
  { sign, shrink, l2, beta1, beta2, rate, root, epsilon }: AdamStepNumbers,
): Float32Array[] {
  const size = theta.length;
  const next = Array.from({ length: vMax === undefined ? 3 : 4 }, () => new Float32Array(size));
  const [thetaNext, mNext, vNext, vMaxNext] = next as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let i = 0; i < size; i++) {
    const p = theta[i] as number;
    const gradient = sign * (g[i] as number) + l2 * p;
    mNext[i] = beta1 * (m[i] as number) + (1 - beta1) * gradient;
    vNext[i] = beta2 * (v[i] as number) + (1 - beta2) * gradient * gradient;
    let largest = vNext[i] as number;
    if (vMax !== undefined) {
      largest = Math.max(vMax[i] as number, largest);
      vMaxNext[i] = largest;
    }
    thetaNext[i] = shrink * p - (rate * (mNext[i] as number)) / (Math.sqrt(largest) / root + epsilon);
  }
  return next;
}
