import type * as tf from '@tensorflow/tfjs';
import { type HiddenActivation, tfjsActivations } from './activations.js';
import { layer } from './layer.js';
import type { Made } from './made.js';
import type { BackwardGiven, LayerTensors } from './perceptronPasses.js';
import { tfjsKernel } from './tfjsKernel.js';
import type { WasmKernels } from './wasmKernels.js';

/** [rows, columns] */
type Shape = [number, number];

/** What every layer puts out, [rows, units]; the last is the perceptron's own. */
export function forwardByLayers(
  kernels: WasmKernels,
  layers: readonly LayerTensors[],
  x: tf.TensorInfo,
  activation: HiddenActivation,
  made: Made,
): tf.TensorInfo[] {
  let input = x;
  return layers.map(({ w, b }, i) => {
    const isHidden = i < layers.length - 1;
    let h = made.keep(layer(kernels, input, w, b, isHidden && activation === 'relu'));
    if (isHidden && activation !== 'relu') {
      const z = h;
      h = made.keep(tfjsKernel(kernels, tfjsActivations[activation], { x: z }));
      made.free(z);
    }
    input = h;
    return h;
  });
}

/** The gradients of every layer's weight and bias, in their order. */
export function backwardByLayers(
  kernels: WasmKernels,
  layers: readonly LayerTensors[],
  { x, hidden, dPredicted, activation }: BackwardGiven,
  made: Made,
): tf.TensorInfo[] {
  const all: tf.TensorInfo[] = [];
  let d = dPredicted;
  for (let i = layers.length - 1; i >= 0; i--) {
    const { w, b } = layers[i] as LayerTensors;
    const input = (i === 0 ? x : hidden[i - 1]) as tf.TensorInfo;
    const [dw, db] = [made.output(w.shape), made.output(b.shape)];
    const dInput = i === 0 ? undefined : made.output(input.shape);
    backThroughLayer(kernels, { input, w, d, dw, db, dInput, activation });
    all.unshift(dw, db);
    if (i < layers.length - 1) made.free(d);
    if (dInput !== undefined) d = dInput;
  }
  return all;
}

/** dw = inputᵀ·d, db = Σ d, and, where there is a layer before, its d: d·wᵀ back through its activation. */
function backThroughLayer(
  kernels: WasmKernels,
  {
    input,
    w,
    d,
    dw,
    db,
    dInput,
    activation,
  }: Record<'input' | 'w' | 'd' | 'dw' | 'db', tf.TensorInfo> & {
    dInput: tf.TensorInfo | undefined;
    activation: number;
  },
): void {
  const at = (info: tf.TensorInfo) => kernels.heap.offsetOf(info);
  const [rows, units] = input.shape as Shape;
  const outputs = w.shape[1] as number;
  if (outputs === 1) {
    const sums = kernels.heap.reserve('sums', kernels.run.lastLayerBytes(rows, units));
    kernels.inControl((control) =>
      kernels.run.lastLayerGradients(
        ...[control, at(input), at(w), at(d)],
        ...[dInput === undefined ? 0 : at(dInput), at(dw), at(db)],
        ...[sums, rows, units, activation],
      ),
    );
    return;
  }
  kernels.multiply(
    { offset: at(input), row: 1, column: units },
    { offset: at(d), row: outputs, column: 1 },
    at(dw),
    [units, outputs, rows],
    { sums: at(db) },
  );
  if (dInput === undefined) return;
  kernels.multiply(
    { offset: at(d), row: outputs, column: 1 },
    { offset: at(w), row: 1, column: outputs },
    at(dInput),
    [rows, units, outputs],
    { outputs: at(input), activation },
  );
}
