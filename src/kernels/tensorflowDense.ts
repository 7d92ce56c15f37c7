import * as tf from '@tensorflow/tfjs';
import type { DenseKernels } from './dense.js';

/** What is used of tfjs-node's backend: TensorFlow's ops by name. */
interface NodeBackend {
  binding: { TF_ATTR_TYPE: number; TF_ATTR_BOOL: number; TF_FLOAT: number };
  executeSingleOutput(
    name: string,
    attributes: { name: string; type: number; value: number | boolean }[],
    inputs: tf.TensorInfo[],
  ): tf.TensorInfo & { dispose(): void };
}

/** The dense layer on TensorFlow's ops that are made for it: each op costs some 35 µs to call, whatever its size. */
export function tensorflowDense(backend: NodeBackend): DenseKernels {
  const { TF_ATTR_TYPE, TF_ATTR_BOOL, TF_FLOAT } = backend.binding;
  const type = { name: 'T', type: TF_ATTR_TYPE, value: TF_FLOAT };
  const notTransposed = ['transpose_a', 'transpose_b'].map((name) => ({
    name,
    type: TF_ATTR_BOOL,
    value: false,
  }));
  return {
    forward: (x, w, b, activation) => {
      const product = backend.executeSingleOutput('MatMul', [type, ...notTransposed], [x, w]);
      const z = backend.executeSingleOutput('BiasAdd', [type], [product, b]);
      product.dispose();
      if (activation === 'linear') return z;
      const y = backend.executeSingleOutput('Relu', [type], [z]);
      z.dispose();
      return y;
    },
    reluGradient: (dy, y) => backend.executeSingleOutput('ReluGrad', [type], [dy, y]),
    biasGradient: (dz) => sumOfRows(dz, backend),
  };
}

/**
 * TensorFlow's own BiasAddGrad adds row by row in float32, which costs digits where the terms cancel: Adadelta, which amplifies
 * them, was off by 4e-4 after 50 epochs, and is by 8e-6 with Sum, which adds in a tree.
 */
function sumOfRows(x: tf.TensorInfo, backend: NodeBackend): tf.TensorInfo {
  const { kernelFunc } = tf.getKernel('Sum', 'tensorflow');
  const sum = { inputs: { x }, backend, attrs: { axis: [0], keepDims: false } };
  return kernelFunc(sum as never) as tf.TensorInfo;
}
