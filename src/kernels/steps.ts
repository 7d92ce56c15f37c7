import * as tf from '@tensorflow/tfjs';
import { Made } from './wasm/made.js';
import type { WasmKernels } from './wasm/wasmKernels.js';

/** The rules whose steps a backend may have for all variables at once, as src/kernels/assembly/steps.ts numbers them. */
export const rules = { adam: 0, sgd: 1, rmsprop: 2, lion: 3 };
export type SteppedRule = keyof typeof rules;

/** A variable that takes a step. */
interface Stepped {
  variable: tf.Variable;
  gradient: tf.Tensor;
  /** What the rule keeps, at most three, in its order; after the step it is the next one's. */
  slots: readonly (tf.Variable | undefined)[];
}

/** The numbers of a step. */
export interface StepNumbers {
  /** −1 to climb, else 1. */
  sign: number;
  /** What the weights are multiplied by first: less than 1 with decoupled decay. */
  shrink: number;
  /** How much of the weights is added to the gradient. */
  l2: number;
  /** The rule's own. */
  others: readonly number[];
}

type TakeSteps = (rule: SteppedRule, stepped: readonly Stepped[], numbers: StepNumbers) => void;

const ofBackend = new Map<string, TakeSteps>();

/** The current backend's way to take a rule's step on several variables in one call; undefined where it has none. */
export function stepsAtOnce(): TakeSteps | undefined {
  return ofBackend.get(tf.getBackend());
}

/** Gives a backend its own way. */
export function registerSteps(backendName: string, takeSteps: TakeSteps): void {
  ofBackend.set(backendName, takeSteps);
}

/** Has a variable take a kernel's result. */
export function assign(variable: tf.Variable, result: tf.TensorInfo): void {
  const tensor: tf.Tensor = tf.engine().makeTensorFromTensorInfo(result);
  variable.assign(tensor);
  tensor.dispose();
}

/** Most numbers of a step. */
export const NUMBERS = 9;

/** Words of a variable's row in the table of assembly/steps.ts. */
const WORDS = 7;

/** The steps in AssemblyScript; the state is changed in place, and so are weights that no other tensor shows. */
export function registerWasmSteps(kernels: WasmKernels): void {
  registerSteps('wasm', (rule, stepped, { sign, shrink, l2, others }) => {
    const made = new Made(kernels.heap);
    // A gradient may be another variable of the step, which is read until the step is over.
    const read = new Set(stepped.map(({ gradient }) => gradient.dataId));
    const isFree = (variable: tf.Variable) => kernels.heap.isAlone(variable) && !read.has(variable.dataId);
    const next = made.orFreed(() =>
      stepped.map(({ variable }) => (isFree(variable) ? variable : made.output(variable.shape))),
    );
    const tableBytes = kernels.run.tableBytes(stepped.length);
    const table = kernels.heap.reserve('table', tableBytes + 4 * NUMBERS);
    // Offsets are taken after all outputs are made.
    const at = (tensor: tf.TensorInfo | undefined) =>
      tensor === undefined ? 0 : kernels.heap.offsetOf(tensor);
    const memory = kernels.heap.memory.buffer;
    const rows = new Int32Array(memory, table, WORDS * stepped.length);
    for (const [i, { variable, gradient, slots }] of stepped.entries()) {
      const row = i * WORDS;
      rows[row] = at(variable);
      rows[row + 1] = at(gradient);
      for (let slot = 0; slot < 3; slot++) rows[row + 2 + slot] = at(slots[slot]);
      rows[row + 5] = at(next[i]);
      rows[row + 6] = variable.size;
    }
    new Float32Array(memory, table + tableBytes, NUMBERS).set([sign, shrink, l2, ...others]);
    kernels.run.step(rules[rule], table, stepped.length, table + tableBytes);
    for (const [i, { variable }] of stepped.entries()) {
      if (next[i] === variable) kernels.heap.changed(variable);
      else assign(variable, next[i] as tf.TensorInfo);
    }
  });
}
