import * as tf from '@tensorflow/tfjs';
import { MlpForward, MlpGradients } from '../names.js';
import { activationCodes, type HiddenActivation } from './activations.js';
import { backwardByLayers, forwardByLayers } from './layerByLayer.js';
import { Made } from './made.js';
import { backwardPass, forwardPass, isSmall, type LayerTensors } from './perceptronPasses.js';
import { replaceKernel } from './tfjsKernel.js';
import type { WasmKernels } from './wasmKernels.js';

type Infos = Record<string, tf.TensorInfo>;

/** The perceptron on the kernels in AssemblyScript. */
export function registerWasmMlp(kernels: WasmKernels): void {
  if (tf.getKernel(MlpForward, 'wasm') !== undefined) return;
  // What is saved for the gradient is copied by tfjs, on wasm value by value; nobody writes into the layers' outputs, and so their
  // copies may be the same memory.
  const outputs = new WeakSet<tf.DataId>();
  replaceKernel('Identity', ({ inputs }) => {
    const { dataId, shape, dtype } = inputs['x'] as tf.TensorInfo;
    if (!outputs.has(dataId)) return undefined;
    kernels.heap.backend.incRef(dataId);
    return { dataId, shape, dtype };
  });
  tf.registerKernel({
    kernelName: MlpForward,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      const made = forward(kernels, inputs as Infos, activationOf(attrs));
      for (const { dataId } of made) outputs.add(dataId);
      return made;
    },
  });
  tf.registerKernel({
    kernelName: MlpGradients,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => gradients(kernels, inputs as Infos, activationOf(attrs)),
  });
}

function activationOf(attrs: object | undefined): HiddenActivation {
  return (attrs as { activation: HiddenActivation }).activation;
}

/** The layers' weights and biases, in their order. */
function layersOf(inputs: Infos): LayerTensors[] {
  const layers: LayerTensors[] = [];
  for (let i = 0; ; i += 2) {
    const { [`parameter${i}`]: w, [`parameter${i + 1}`]: b } = inputs;
    if (w === undefined || b === undefined) return layers;
    layers.push({ w, b });
  }
}

/** What every layer puts out, [rows, units]; the last is the perceptron's own. */
function forward(kernels: WasmKernels, inputs: Infos, activation: HiddenActivation): tf.TensorInfo[] {
  const made = new Made(kernels.heap);
  const layers = layersOf(inputs);
  const x = inputs['x'] as tf.TensorInfo;
  return made.orFreed(() =>
    activation === 'relu' && isSmall(layers, x)
      ? forwardPass(kernels, layers, x, made)
      : forwardByLayers(kernels, layers, x, activation, made),
  );
}

/** The gradients of every layer's weight and bias, in their order. */
function gradients(kernels: WasmKernels, inputs: Infos, activation: HiddenActivation): tf.TensorInfo[] {
  const made = new Made(kernels.heap);
  const layers = layersOf(inputs);
  const { x, dPredicted } = inputs as Record<'x' | 'dPredicted', tf.TensorInfo>;
  const hidden = layers.slice(1).map((_, i) => inputs[`hidden${i}`] as tf.TensorInfo);
  const given = { x, hidden, dPredicted, activation: activationCodes[activation] };
  return made.orFreed(() =>
    isSmall(layers, x)
      ? backwardPass(kernels, layers, given, made)
      : backwardByLayers(kernels, layers, given, made),
  );
}
