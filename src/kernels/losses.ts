import * as tf from '@tensorflow/tfjs';
import type { HostBackend } from './hostBackend.js';
import { type LossArithmetic, type LossAttributes, lossArithmetic } from './lossArithmetic.js';
import { ElementLoss } from './names.js';
import type { WasmKernels } from './wasm/wasmKernels.js';

const ElementLossGradient = 'AdamTrainElementLossGradient';

type Inputs = Record<'predicted' | 'actual', tf.TensorInfo>;

/** A backend's part of the losses. */
interface BackendLosses {
  /** The mean of the loss over all elements, summed in float64. */
  mean(inputs: Inputs, loss: LossAttributes): number;
  /** factor·slope of each element, a new tensor */
  gradient(inputs: Inputs, loss: LossAttributes, factor: number): tf.TensorInfo;
}

/**
 * The mean of a loss of each element by itself, as one kernel with its gradient.
 *
 * @param predicted [rows, outputs]
 * @param actual [rows, outputs]
 */
export function elementLoss(
  loss: LossAttributes,
  { predicted, actual }: Record<'predicted' | 'actual', tf.Tensor>,
): tf.Scalar {
  return tf.engine().runKernel(ElementLoss, { predicted, actual }, { ...loss });
}

/** Whether the current backend has that kernel. */
export function hasElementLoss(): boolean {
  return tf.getKernel(ElementLoss, tf.getBackend()) !== undefined;
}

/** Registers the losses and their gradients as kernels of a backend. */
function registerLosses(backendName: string, { mean, gradient }: BackendLosses): void {
  if (tf.getKernel(ElementLoss, backendName) !== undefined) return;
  tf.registerKernel({
    kernelName: ElementLoss,
    backendName,
    kernelFunc: ({ inputs, backend, attrs }) => {
      const value = Float32Array.of(mean(inputs as Inputs, attributesOf(attrs)));
      return { dataId: (backend as HostBackend).write(value, [], 'float32'), shape: [], dtype: 'float32' };
    },
  });
  tf.registerKernel({
    kernelName: ElementLossGradient,
    backendName,
    kernelFunc: ({ inputs, backend, attrs }) => {
      const { predicted, actual, dy } = inputs as Inputs & { dy: tf.TensorInfo };
      const above = (backend as HostBackend).readSync(dy.dataId)[0] as number;
      const factor = above / tf.util.sizeFromShape(predicted.shape);
      return gradient({ predicted, actual }, attributesOf(attrs), factor);
    },
  });
  if (tf.getGradient(ElementLoss) !== undefined) return;
  tf.registerGradient({
    kernelName: ElementLoss,
    inputsToSave: ['predicted', 'actual'],
    gradFunc: (dy, saved, attrs) => {
      const [predicted, actual] = saved as [tf.Tensor, tf.Tensor];
      const inputs = { predicted, actual, dy: dy as tf.Tensor };
      const gradient = (): tf.Tensor => tf.engine().runKernel(ElementLossGradient, inputs, attrs);
      return { predicted: gradient, actual: () => gradient().neg() };
    },
  });
}

function attributesOf(attrs: object | undefined): LossAttributes {
  return attrs as LossAttributes;
}

/** The losses on the kernels in AssemblyScript. */
export function registerWasmLosses(kernels: WasmKernels): void {
  // The heap and the kernels are asked for anew each time: a backend that was made anew has others.
  const at = (tensor: tf.TensorInfo) => kernels.heap.offsetOf(tensor);
  registerLosses('wasm', {
    mean: ({ predicted, actual }, { loss, parameter }) => {
      const size = tf.util.sizeFromShape(predicted.shape);
      return kernels.run.lossMean(lossArithmetic[loss].code, parameter, at(predicted), at(actual), size);
    },
    gradient: ({ predicted, actual }, { loss, parameter }, factor) => {
      const d = kernels.heap.output(predicted.shape);
      const size = tf.util.sizeFromShape(predicted.shape);
      const { code } = lossArithmetic[loss];
      kernels.run.lossGradient(code, parameter, at(predicted), at(actual), factor, at(d), size);
      return d;
    },
  });
}

/**
 * The losses in JavaScript, for the current backend: a column of predictions is small beside the layers before it, and one pass over
 * it takes less time than the calls of the five ops that it replaces.
 */
export function registerHostLosses(): void {
  const host = tf.backend() as unknown as HostBackend;
  const read = ({ dataId }: tf.TensorInfo) => host.readSync(dataId);
  const valuesOf = ({ predicted, actual }: Inputs) => [read(predicted), read(actual)] as const;
  registerLosses(tf.getBackend(), {
    mean(inputs, { loss, parameter }) {
      const [p, a] = valuesOf(inputs);
      const { value }: LossArithmetic = lossArithmetic[loss];
      let sum = 0;
      for (let i = 0; i < p.length; i++) sum += value((p[i] as number) - (a[i] as number), parameter);
      return sum / p.length;
    },
    gradient(inputs, { loss, parameter }, factor) {
      const [p, a] = valuesOf(inputs);
      const { slope }: LossArithmetic = lossArithmetic[loss];
      const values = new Float32Array(p.length);
      for (let i = 0; i < p.length; i++) {
        values[i] = factor * slope((p[i] as number) - (a[i] as number), parameter);
      }
      const { shape } = inputs.predicted;
      return { dataId: host.write(values, shape, 'float32'), shape, dtype: 'float32' };
    },
  });
}
