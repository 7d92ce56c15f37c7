import * as tf from '@tensorflow/tfjs';
import type { DenseKernels } from './dense.js';
import type { WasmKernels } from './wasm/wasmKernels.js';

/** The dense layer on the kernels in AssemblyScript. */
export function wasmDense(kernels: WasmKernels): DenseKernels {
  return {
    forward: (x, w, b, activation) => {
      const [rows, units] = x.shape as [number, number];
      const outputs = w.shape[1] as number;
      const y = kernels.output([rows, outputs]);
      kernels.multiply(
        { offset: kernels.offsetOf(x), row: units, column: 1 },
        { offset: kernels.offsetOf(w), row: outputs, column: 1 },
        kernels.offsetOf(y),
        [rows, outputs, units],
        kernels.offsetOf(b),
        activation === 'relu',
      );
      return y;
    },
    reluGradient: (dy, y) => {
      const dz = kernels.output(y.shape);
      const size = tf.util.sizeFromShape(y.shape);
      kernels.run.reluGradient(kernels.offsetOf(dy), kernels.offsetOf(y), kernels.offsetOf(dz), size);
      return dz;
    },
    biasGradient: (dz) => {
      const [rows, outputs] = dz.shape as [number, number];
      const db = kernels.output([outputs]);
      kernels.run.columnSums(kernels.offsetOf(dz), rows, outputs, kernels.offsetOf(db));
      return db;
    },
  };
}
