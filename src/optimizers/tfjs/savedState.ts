import type * as tf from '@tensorflow/tfjs';
import { AdamTrainError } from '../../errors.js';

/** A tensor of saved state and its name. */
export type NamedTensor = Awaited<ReturnType<tf.Optimizer['getWeights']>>[number];

/** What was saved of one variable, as plain values. */
export interface SavedState {
  /** Steps taken. */
  t: number;
  /** Of every slot. */
  shape: number[];
  slots: Record<string, Float32Array>;
}

/**
 * Saved state as plain values, by the variables' names.
 *
 * @param weights as an optimizer's `getWeights` gave them, in any order
 * @param slotNames what the optimizer keeps of a variable
 * @throws AdamTrainError if an entry does not belong to such an optimizer, one is missing or there twice, or it is no state
 */
export async function readSaved(
  weights: readonly NamedTensor[],
  slotNames: readonly string[],
): Promise<{ iterations: number; states: Map<string, SavedState> }> {
  if (!Array.isArray(weights)) {
    throw new AdamTrainError(
      `Saved state must be a list of {name, tensor}, got ${typeof weights}; give what getWeights gave.`,
    );
  }
  const tensors = new Map<string, Record<string, tf.Tensor>>();
  const seen = new Set<string>();
  let iterations = 0;
  for (const { name, tensor } of weights) {
    if (seen.has(name)) {
      throw new AdamTrainError(
        `Saved state must have each name once, got ${name} twice; give what one getWeights gave.`,
      );
    }
    seen.add(name);
    if (name === 'iter') iterations = await stepsOf(name, tensor);
    else {
      const { variable, key } = parse(name, ['t', ...slotNames]);
      tensors.set(variable, { ...tensors.get(variable), [key]: tensor });
    }
  }
  const states = new Map<string, SavedState>();
  for (const [variable, entries] of tensors)
    states.set(variable, await stateOf(variable, entries, slotNames));
  return { iterations, states };
}

async function stateOf(
  variable: string,
  entries: Record<string, tf.Tensor>,
  slotNames: readonly string[],
): Promise<SavedState> {
  const missing = ['t', ...slotNames].filter((key) => entries[key] === undefined);
  if (missing.length > 0) {
    throw new AdamTrainError(
      `Saved state of ${variable} must have ${missing.join(', ')}, got ${Object.keys(entries).join(', ')}; load it into an optimizer with the options of the one that saved it.`,
    );
  }
  const { t, ...slots } = entries as { t: tf.Tensor } & Record<string, tf.Tensor>;
  const shape = Object.values(slots)[0]?.shape ?? [];
  const values: Record<string, Float32Array> = {};
  for (const [slot, tensor] of Object.entries(slots)) {
    if (tensor.dtype !== 'float32' || tensor.shape.join() !== shape.join()) {
      throw new AdamTrainError(
        `Saved state ${variable}/${slot} must be float32 numbers of shape [${shape}], got ${tensor.dtype} of shape [${tensor.shape}]; give what getWeights gave.`,
      );
    }
    values[slot] = (await tensor.data<'float32'>()).slice();
  }
  return { t: await stepsOf(`${variable}/t`, t), shape, slots: values };
}

/** Which variable an entry of saved state belongs to, and what it is of it. */
function parse(name: string, keys: readonly string[]): { variable: string; key: string } {
  const cut = String(name).lastIndexOf('/');
  const key = String(name).slice(cut + 1);
  if (cut > 0 && keys.includes(key)) return { variable: name.slice(0, cut), key };
  throw new AdamTrainError(
    `Saved state must be named iter or <variable>/${keys.join('|')}, got ${name}; load it into the kind of optimizer that saved it.`,
  );
}

async function stepsOf(name: string, tensor: tf.Tensor): Promise<number> {
  const values = await tensor.data();
  const steps = values[0] as number;
  if (values.length === 1 && Number.isSafeInteger(steps) && steps >= 0) return steps;
  throw new AdamTrainError(
    `Saved state ${name} must be one whole number >= 0, got ${values.length === 1 ? steps : `${values.length} numbers`}; give what getWeights gave.`,
  );
}
