import * as tf from '@tensorflow/tfjs';
import { MlpForward } from './names.js';
import { layer } from './wasm/layer.js';
import { Made } from './wasm/made.js';
import { backwardPass, forwardPass, isSmall, type LayerTensors } from './wasm/perceptronPasses.js';
import { replaceKernel, tfjsKernel } from './wasm/tfjsKernel.js';
import type { WasmKernels } from './wasm/wasmKernels.js';

const MlpGradients = 'AdamTrainMlpGradients';

/** The hidden layers' activations, as src/kernels/assembly/activations.ts numbers them. */
const codes = { relu: 1, tanh: 2, sigmoid: 3, elu: 4 };
/** tfjs's kernels of those that no product carries. */
const activationKernels = { tanh: 'Tanh', sigmoid: 'Sigmoid', elu: 'Elu' };

type HiddenActivation = keyof typeof codes;

/** A perceptron with linear last layer. */
export interface MlpParts {
  /** Layer by layer w[inputs, outputs] and b[outputs]. */
  parameters: readonly tf.Tensor[];
  activation: HiddenActivation;
}

/** Whether the current backend has the perceptron's loss as one op, and the loss's kernel that it needs. */
export function hasMlpLoss(lossKernel: string): boolean {
  const backend = tf.getBackend();
  return tf.getKernel(MlpForward, backend) !== undefined && tf.getKernel(lossKernel, backend) !== undefined;
}

/**
 * The loss of the perceptron's outputs as one op with its gradient, which is two kernels and the loss's own two: between them
 * nothing is put on tfjs's tape.
 *
 * @param x [rows, features]
 * @param y what the loss compares the outputs with
 * @param lossKernel its kernel of `predicted` and `actual`, which has a gradient
 */
export function mlpLoss(
  { parameters, activation }: MlpParts,
  x: tf.Tensor2D,
  y: tf.Tensor,
  lossKernel: string,
) {
  const named = (tensors: readonly tf.Tensor[]) =>
    Object.fromEntries(tensors.map((tensor, i) => [`parameter${i}`, tensor]));
  const op = tf.customGrad((...args) => {
    const save = args.pop() as tf.GradSaveFunc;
    const inputs = { x, ...named(parameters) };
    const outputs: tf.Tensor[] = tf.engine().runKernel(MlpForward, inputs, { activation });
    save(outputs);
    const predicted = outputs.at(-1) as tf.Tensor;
    return {
      value: tf.engine().runKernel(lossKernel, { predicted, actual: y }) as tf.Scalar,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const hidden = saved.slice(0, -1).map((h, i) => [`hidden${i}`, h]);
        const dPredicted = tf
          .getGradient(lossKernel)
          .gradFunc(dy, [saved.at(-1) as tf.Tensor, y], {})
          ['predicted']?.() as tf.Tensor;
        const given = { ...inputs, ...Object.fromEntries(hidden), dPredicted };
        return tf.engine().runKernel(MlpGradients, given, { activation }) as tf.Tensor[];
      },
    };
  });
  return op(...parameters);
}

type Infos = Record<string, tf.TensorInfo>;
/** [rows, columns] */
type Shape = [number, number];

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
  let input = inputs['x'] as tf.TensorInfo;
  if (activation === 'relu' && isSmall(layers)) {
    return made.orFreed(() => forwardPass(kernels, layers, input, made));
  }
  return made.orFreed(() =>
    layers.map(({ w, b }, i) => {
      const isHidden = i < layers.length - 1;
      let h = made.keep(layer(kernels, input, w, b, isHidden && activation === 'relu'));
      if (isHidden && activation !== 'relu') {
        const z = h;
        h = made.keep(tfjsKernel(kernels, activationKernels[activation], { x: z }));
        made.free(z);
      }
      input = h;
      return h;
    }),
  );
}

/** The gradients of every layer's weight and bias, in their order. */
function gradients(kernels: WasmKernels, inputs: Infos, activation: HiddenActivation): tf.TensorInfo[] {
  const made = new Made(kernels.heap);
  const layers = layersOf(inputs);
  if (isSmall(layers)) {
    const { x, dPredicted } = inputs as Record<'x' | 'dPredicted', tf.TensorInfo>;
    const hidden = layers.slice(1).map((_, i) => inputs[`hidden${i}`] as tf.TensorInfo);
    const given = { x, hidden, dPredicted, activation: codes[activation] };
    return made.orFreed(() => backwardPass(kernels, layers, given, made));
  }
  return made.orFreed(() => {
    const all: tf.TensorInfo[] = [];
    let d = inputs['dPredicted'] as tf.TensorInfo;
    for (let i = layers.length - 1; i >= 0; i--) {
      const { w, b } = layers[i] as { w: tf.TensorInfo; b: tf.TensorInfo };
      const input = (i === 0 ? inputs['x'] : inputs[`hidden${i - 1}`]) as tf.TensorInfo;
      const [dw, db] = [made.output(w.shape), made.output(b.shape)];
      const dInput = i === 0 ? undefined : made.output(input.shape);
      backThroughLayer(kernels, { input, w, d, dw, db, dInput, activation: codes[activation] });
      all.unshift(dw, db);
      if (i < layers.length - 1) made.free(d);
      if (dInput !== undefined) d = dInput;
    }
    return all;
  });
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
