import * as tf from '@tensorflow/tfjs';
import type { Made } from './made.js';
import type { WasmKernels } from './wasmKernels.js';

/** A layer's w[inputs, outputs] and b[outputs]. */
export interface LayerTensors {
  w: tf.TensorInfo;
  b: tf.TensorInfo;
}

/** What gradients are taken from. */
export interface BackwardGiven {
  /** [rows, features] */
  x: tf.TensorInfo;
  /** What each hidden layer put out. */
  hidden: readonly tf.TensorInfo[];
  /** The gradient of the outputs. */
  dPredicted: tf.TensorInfo;
  /** The activation's number. */
  activation: number;
}

/** Words of a layer's row in the table of assembly/perceptron.ts. */
const WORDS = 7;

/**
 * Parameters up to which a block's gradients of all layers, which are kept for the sum, take less than the products of one layer
 * after another.
 */
const MOST_PARAMETERS = 32_768;

/** Whether a perceptron is so small that blocks of rows go through all of its layers; what has no rows or no features is none. */
export function isSmall(layers: readonly LayerTensors[], x: tf.TensorInfo): boolean {
  if (tf.util.sizeFromShape(x.shape) === 0) return false;
  let parameters = 0;
  for (const { w } of layers) parameters += (w.shape[0] as number) * (w.shape[1] as number);
  return parameters <= MOST_PARAMETERS;
}

/** What each layer puts out, [rows, outputs]: relu, but of the last. */
export function forwardPass(
  kernels: WasmKernels,
  layers: readonly LayerTensors[],
  x: tf.TensorInfo,
  made: Made,
): tf.TensorInfo[] {
  const rows = x.shape[0] as number;
  const outputs = layers.map(({ w }) => made.output([rows, w.shape[1] as number]));
  const table = tableOf(kernels, layers, outputs, []);
  const { scratch, packed } = roomFor(kernels, table, layers.length);
  const { heap, run } = kernels;
  kernels.inControl((control) =>
    run.forward(control, scratch, table, layers.length, heap.offsetOf(x), rows, packed),
  );
  return outputs;
}

/** The gradients of every layer's weight and bias, in their order. */
export function backwardPass(
  kernels: WasmKernels,
  layers: readonly LayerTensors[],
  { x, hidden, dPredicted, activation }: BackwardGiven,
  made: Made,
): tf.TensorInfo[] {
  const rows = x.shape[0] as number;
  const gradients = layers.flatMap(({ w, b }) => [made.output(w.shape), made.output(b.shape)]);
  const table = tableOf(kernels, layers, hidden, gradients);
  const { scratch, packed } = roomFor(kernels, table, layers.length);
  const { heap, run } = kernels;
  const parts = heap.reserve('partials', run.partsBytes(table, layers.length, rows));
  kernels.inControl((control) =>
    run.backward(
      ...[control, scratch, table, layers.length, heap.offsetOf(x), rows, packed],
      ...[heap.offsetOf(dPredicted), activation, parts],
    ),
  );
  return gradients;
}

/** Writes the layers' table; offsets are taken after all tensors are made. */
function tableOf(
  { heap, run }: WasmKernels,
  layers: readonly LayerTensors[],
  outputs: readonly tf.TensorInfo[],
  gradients: readonly tf.TensorInfo[],
): number {
  const at = (tensor: tf.TensorInfo | undefined) => (tensor === undefined ? 0 : heap.offsetOf(tensor));
  const table = heap.reserve('table', run.layersBytes(layers.length));
  const words = new Int32Array(heap.memory.buffer, table, WORDS * layers.length);
  for (const [i, { w, b }] of layers.entries()) {
    const row = i * WORDS;
    words[row] = at(w);
    words[row + 1] = at(b);
    words[row + 2] = at(outputs[i]);
    words[row + 3] = at(gradients[2 * i]);
    words[row + 4] = at(gradients[2 * i + 1]);
    words[row + 5] = w.shape[0] as number;
    words[row + 6] = w.shape[1] as number;
  }
  return table;
}

function roomFor(kernels: WasmKernels, table: number, layers: number) {
  const { heap, run } = kernels;
  return {
    scratch: heap.reserve('threads', run.passBytes(table, layers) * kernels.threads),
    packed: heap.reserve('panels', run.packedBytes(table, layers)),
  };
}
