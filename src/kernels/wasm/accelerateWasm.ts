import * as tf from '@tensorflow/tfjs';
import { UsageError } from '../../errors.js';
import { registerWasmDense } from '../dense.js';
import { registerWasmLosses } from '../losses.js';
import { registerReductions } from '../reductions.js';
import { registerWasmSteps } from '../steps.js';
import type { WasmBackend } from './heap.js';
import { registerWasmMlp } from './perceptron.js';
import { registerStandardKernels } from './standardKernels.js';
import { WasmKernels } from './wasmKernels.js';

let kernels: WasmKernels | undefined;

/**
 * Gives tfjs's wasm backend the kernels that it does badly, for every model in the process: matMul with transposed operands,
 * matMul fused with a bias and an activation, sums over the first axes; and to this package's `Adam`, `SGD`, `RMSprop` and `Lion`
 * steps on all variables at once. Call it after `tf.setBackend('wasm')`; a second call does nothing, unless the backend was removed and
 * made anew in between.
 *
 * @throws UsageError if wasm is not the current backend
 */
export function accelerateWasm(): void {
  if (tf.getBackend() !== 'wasm') {
    throw new UsageError(
      `The backend must be wasm, got ${tf.getBackend()}; await tf.setBackend('wasm') first.`,
    );
  }
  const backend = tf.backend() as WasmBackend;
  if (kernels !== undefined) {
    kernels.attach(backend);
    return;
  }
  const made = new WasmKernels(backend);
  registerStandardKernels(made);
  registerWasmDense(made);
  registerWasmLosses(made);
  registerWasmMlp(made);
  registerReductions('wasm', {
    sumOfSquares: (x) => made.run.sumOfSquares(made.heap.offsetOf(x), tf.util.sizeFromShape(x.shape)),
    areFinite: (x) => made.run.areFinite(made.heap.offsetOf(x), tf.util.sizeFromShape(x.shape)) === 1,
  });
  registerWasmSteps(made);
  kernels = made;
}

/** How the kernels are to compute. */
export interface WasmSettings {
  threads: number;
  /** Whether registers of 256 bits are worth what they cost at start. */
  wide: boolean;
}

/** How the kernels compute. */
export interface WasmFacts extends WasmSettings {
  /** Whether the processor rounds once where it multiplies and adds. */
  fma: boolean;
}

/**
 * Has the kernels compute in that way from now on, as far as it is possible: not in the memory of a user's own tfjs, which is not
 * shared, nor without what the processor and V8 have.
 *
 * @throws Error if there are no kernels yet
 */
export function setUpWasm({ threads, wide }: WasmSettings): WasmFacts {
  if (kernels === undefined) throw new Error('The backend is not accelerated.');
  const isWide = wide && kernels.useWideRegisters(); // before there are helpers, which run the same kernels
  return { threads: kernels.useThreads(threads), wide: isWide, fma: kernels.run.roundsOnce() === 1 };
}
