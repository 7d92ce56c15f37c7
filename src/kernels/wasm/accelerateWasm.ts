import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { UsageError } from '../../errors.js';
import { registerAdamStep } from '../adamKernel.js';
import { registerDense } from '../dense.js';
import { registerMeanSquaredError } from '../meanSquaredError.js';
import { wasmDense } from '../wasmDense.js';
import { registerStandardKernels } from './standardKernels.js';
import { WasmKernels } from './wasmKernels.js';

let kernels: WasmKernels | undefined;

/**
 * Gives tfjs's wasm backend the kernels that it does badly, for every model in the process: matMul with transposed operands,
 * matMul fused with a bias and an activation, sums over the first axes; and to this package's `Adam` a fused step. Call it after
 * `tf.setBackend('wasm')`; a second call does nothing, unless the backend was removed and made anew in between.
 *
 * @throws UsageError if wasm is not the current backend
 */
export function accelerateWasm(): void {
  if (tf.getBackend() !== 'wasm') {
    throw new UsageError(
      `The backend must be wasm, got ${tf.getBackend()}; await tf.setBackend('wasm') first.`,
    );
  }
  const backend = tf.backend() as unknown as BackendWasm;
  if (kernels !== undefined) {
    kernels.attach(backend);
    return;
  }
  const made = new WasmKernels(backend);
  registerStandardKernels(made);
  registerDense('wasm', wasmDense(made));
  registerMeanSquaredError('wasm');
  registerAdamStep(made);
  kernels = made;
}
