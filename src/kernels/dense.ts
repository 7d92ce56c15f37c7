import * as tf from '@tensorflow/tfjs';
import { type HostBackend, written } from './hostBackend.js';
import { Dense } from './names.js';
import { layer } from './wasm/layer.js';
import type { WasmKernels } from './wasm/wasmKernels.js';

const ReluGradient = 'AdamTrainReluGradient';
const BiasGradient = 'AdamTrainBiasGradient';
const Product = 'AdamTrainProduct';

export type DenseActivation = 'linear' | 'relu';

/**
 * y = activation(x·w + b) as one kernel with a gradient, where the backend has it.
 *
 * @param x [rows, inputs]
 * @param w [inputs, outputs]
 * @param b [outputs]
 */
export function denseKernel(
  x: tf.Tensor2D,
  w: tf.Tensor,
  b: tf.Tensor,
  activation: DenseActivation,
): tf.Tensor2D {
  return tf.engine().runKernel(Dense, { x, w, b }, { activation });
}

/** A backend's part of the layer: outputs are new tensors. */
interface DenseKernels {
  /** y[rows, outputs] = activation(x·w + b) */
  forward(x: tf.TensorInfo, w: tf.TensorInfo, b: tf.TensorInfo, activation: DenseActivation): tf.TensorInfo;
  /** a·b, or of their transposes; without it tfjs's matMul serves */
  product?(a: tf.TensorInfo, b: tf.TensorInfo, transposeA: boolean, transposeB: boolean): tf.TensorInfo;
  /** dz = dy where y > 0, else 0 */
  reluGradient(dy: tf.TensorInfo, y: tf.TensorInfo): tf.TensorInfo;
  /** db[outputs] = Σ over the rows of dz[rows, outputs] */
  biasGradient(dz: tf.TensorInfo): tf.TensorInfo;
}

/** Registers a backend's kernels, and once the gradient that they share. */
function registerDense(backendName: string, kernels: DenseKernels): void {
  if (tf.getKernel(Dense, backendName) !== undefined) return;
  const register = (kernelName: string, kernelFunc: tf.KernelConfig['kernelFunc']) =>
    tf.registerKernel({ kernelName, backendName, kernelFunc });
  register(Dense, ({ inputs, attrs }) => {
    const { x, w, b } = inputs as Record<'x' | 'w' | 'b', tf.TensorInfo>;
    return kernels.forward(x, w, b, attrs?.['activation'] as DenseActivation);
  });
  register(ReluGradient, ({ inputs }) => {
    const { dy, y } = inputs as Record<'dy' | 'y', tf.TensorInfo>;
    return kernels.reluGradient(dy, y);
  });
  register(BiasGradient, ({ inputs }) => kernels.biasGradient((inputs as { dz: tf.TensorInfo }).dz));
  const { product } = kernels;
  if (product !== undefined) {
    register(Product, ({ inputs, attrs }) => {
      const { a, b } = inputs as Record<'a' | 'b', tf.TensorInfo>;
      const { transposeA, transposeB } = attrs as Record<'transposeA' | 'transposeB', boolean>;
      return product(a, b, transposeA, transposeB);
    });
  }
  if (tf.getGradient(Dense) === undefined) registerGradient();
}

function registerGradient(): void {
  tf.registerGradient({
    kernelName: Dense,
    inputsToSave: ['x', 'w'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attrs) => {
      const [x, w, y] = saved as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
      const dz: tf.Tensor2D =
        attrs['activation'] === 'relu'
          ? tf.engine().runKernel(ReluGradient, { dy: dy as tf.Tensor, y })
          : (dy as tf.Tensor2D);
      return {
        x: () => product(dz, w, false, true),
        w: () => product(x, dz, true, false),
        b: () => tf.engine().runKernel(BiasGradient, { dz }),
      };
    },
  });
}

function product(a: tf.Tensor2D, b: tf.Tensor2D, transposeA: boolean, transposeB: boolean): tf.Tensor2D {
  return tf.getKernel(Product, tf.getBackend()) === undefined
    ? tf.matMul(a, b, transposeA, transposeB)
    : tf.engine().runKernel(Product, { a, b }, { transposeA, transposeB });
}

/** The layer on the kernels in AssemblyScript. */
export function registerWasmDense(kernels: WasmKernels): void {
  registerDense('wasm', {
    forward: (x, w, b, activation) => layer(kernels, x, w, b, activation === 'relu'),
    reluGradient: (dy, y) => {
      const dz = kernels.heap.output(y.shape);
      const size = tf.util.sizeFromShape(y.shape);
      kernels.run.reluGradient(
        kernels.heap.offsetOf(dy),
        kernels.heap.offsetOf(y),
        kernels.heap.offsetOf(dz),
        size,
      );
      return dz;
    },
    biasGradient: (dz) => {
      const [rows, outputs] = dz.shape as [number, number];
      const db = kernels.heap.output([outputs]);
      kernels.run.columnSums(kernels.heap.offsetOf(dz), rows, outputs, kernels.heap.offsetOf(db));
      return db;
    },
  });
}

/** What is used of tfjs-node's backend: TensorFlow's ops by name. */
interface NodeBackend extends HostBackend {
  disposeData(dataId: tf.DataId): void;
  binding: { TF_ATTR_TYPE: number; TF_ATTR_BOOL: number; TF_FLOAT: number };
  executeSingleOutput(
    name: string,
    attributes: { name: string; type: number; value: number | boolean }[],
    inputs: tf.TensorInfo[],
  ): tf.TensorInfo & { dispose(): void };
}

/** The layer on the current backend's ops that are made for it, which is TensorFlow's: each costs some 35 µs to call, whatever its size. */
export function registerTensorflowDense(): void {
  const backend = tf.backend() as unknown as NodeBackend;
  const { TF_ATTR_TYPE, TF_ATTR_BOOL, TF_FLOAT } = backend.binding;
  const type = { name: 'T', type: TF_ATTR_TYPE, value: TF_FLOAT };
  let ones = new Float32Array(0);
  const run = (name: string, ...inputs: tf.TensorInfo[]) => backend.executeSingleOutput(name, [type], inputs);
  const product = (a: tf.TensorInfo, b: tf.TensorInfo, transposeA = false, transposeB = false) => {
    const transposes = { transpose_a: transposeA, transpose_b: transposeB };
    const attributes = Object.entries(transposes).map(([name, value]) => ({
      name,
      type: TF_ATTR_BOOL,
      value,
    }));
    return backend.executeSingleOutput('MatMul', [type, ...attributes], [a, b]);
  };
  registerDense('tensorflow', {
    forward: (x, w, b, activation) => {
      const xw = product(x, w);
      const z = run('BiasAdd', xw, b);
      xw.dispose();
      if (activation === 'linear') return z;
      const y = run('Relu', z);
      z.dispose();
      return y;
    },
    reluGradient: (dy, y) => run('ReluGrad', dy, y),
    product,
    biasGradient: (dz) => {
      const [rows, outputs] = dz.shape as [number, number];
      return written(backend, outputs === 1 ? sum(backend.readSync(dz.dataId)) : sumsOfColumns(dz, rows), [
        outputs,
      ]);
    },
  });

  /**
   * ones·x. TensorFlow's own BiasAddGrad adds row by row in float32, which costs digits where the terms cancel: Adadelta, which
   * amplifies them, was off by 4e-4 after 50 epochs, and is by 3e-6 with this, which adds in blocks, in a third of Sum's time.
   */
  function sumsOfColumns(x: tf.TensorInfo, rows: number): Float32Array {
    if (ones.length < rows) ones = new Float32Array(rows).fill(1);
    const row = written(backend, ones.subarray(0, rows), [1, rows]);
    const sums = product(row, x);
    backend.disposeData(row.dataId);
    const values = backend.readSync(sums.dataId);
    sums.dispose();
    return values;
  }
}

/** In float64: of a single column TensorFlow's product adds one by one, too. */
function sum(values: Float32Array): Float32Array {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return Float32Array.of(total);
}
