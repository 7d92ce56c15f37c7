import * as tf from '@tensorflow/tfjs';
import type { HostBackend } from './hostBackend.js';
import { MeanSquaredError } from './names.js';
import type { WasmKernels } from './wasm/wasmKernels.js';

const MeanSquaredErrorGradient = 'AdamTrainMeanSquaredErrorGradient';

type Inputs = Record<'predicted' | 'actual', tf.TensorInfo>;

/** A backend's part of the loss. */
interface Arithmetic {
  /** The mean of (predicted − actual)², summed in float64. */
  mean(predicted: tf.TensorInfo, actual: tf.TensorInfo): number;
  /** factor·(predicted − actual), a new tensor */
  difference(predicted: tf.TensorInfo, actual: tf.TensorInfo, factor: number): tf.TensorInfo;
}

/** Registers the mean of (predicted − actual)² and its gradient as kernels of a backend. */
function registerMeanSquaredError(backendName: string, { mean, difference }: Arithmetic): void {
  if (tf.getKernel(MeanSquaredError, backendName) !== undefined) return;
  tf.registerKernel({
    kernelName: MeanSquaredError,
    backendName,
    kernelFunc: ({ inputs, backend }) => {
      const { predicted, actual } = inputs as Inputs;
      const value = Float32Array.of(mean(predicted, actual));
      return { dataId: (backend as HostBackend).write(value, [], 'float32'), shape: [], dtype: 'float32' };
    },
  });
  tf.registerKernel({
    kernelName: MeanSquaredErrorGradient,
    backendName,
    kernelFunc: ({ inputs, backend }) => {
      const { predicted, actual, dy } = inputs as Inputs & { dy: tf.TensorInfo };
      const above = (backend as HostBackend).readSync(dy.dataId)[0] as number;
      // d/dp mean (p − a)² = 2·(p − a)/n
      return difference(predicted, actual, (2 * above) / tf.util.sizeFromShape(predicted.shape));
    },
  });
  if (tf.getGradient(MeanSquaredError) !== undefined) return;
  tf.registerGradient({
    kernelName: MeanSquaredError,
    inputsToSave: ['predicted', 'actual'],
    gradFunc: (dy, saved) => {
      const [predicted, actual] = saved as [tf.Tensor, tf.Tensor];
      const inputs = { predicted, actual, dy: dy as tf.Tensor };
      const gradient = (): tf.Tensor => tf.engine().runKernel(MeanSquaredErrorGradient, inputs);
      return { predicted: gradient, actual: () => gradient().neg() };
    },
  });
}

/** The loss on the kernels in AssemblyScript. */
export function registerWasmMeanSquaredError(kernels: WasmKernels): void {
  const at = (tensor: tf.TensorInfo) => kernels.heap.offsetOf(tensor);
  registerMeanSquaredError('wasm', {
    mean: (p, a) => kernels.run.meanSquaredError(at(p), at(a), tf.util.sizeFromShape(p.shape)),
    difference: (p, a, factor) => {
      const d = kernels.heap.output(p.shape);
      kernels.run.meanSquaredErrorGradient(at(p), at(a), factor, at(d), tf.util.sizeFromShape(p.shape));
      return d;
    },
  });
}

/**
 * The loss in JavaScript, for the current backend: a column of predictions is small beside the layers before it, and one pass over
 * it takes less time than the calls of the five ops that it replaces.
 */
export function registerHostMeanSquaredError(): void {
  const host = tf.backend() as unknown as HostBackend;
  const read = ({ dataId }: tf.TensorInfo) => host.readSync(dataId);
  registerMeanSquaredError(tf.getBackend(), {
    mean(predicted, actual) {
      const [p, a] = [read(predicted), read(actual)];
      let sum = 0;
      for (let i = 0; i < p.length; i++) sum += ((p[i] as number) - (a[i] as number)) ** 2;
      return sum / p.length;
    },
    difference(predicted, actual, factor) {
      const [p, a] = [read(predicted), read(actual)];
      const values = new Float32Array(p.length);
      for (let i = 0; i < p.length; i++) values[i] = factor * ((p[i] as number) - (a[i] as number));
      const { shape } = predicted;
      return { dataId: host.write(values, shape, 'float32'), shape, dtype: 'float32' };
    },
  });
}
