import * as tf from '@tensorflow/tfjs';
import { stepsAtOnce } from '../../kernels/steps.js';
import type { ParameterState } from './moves.js';
import type { NamedTensor } from './savedState.js';
import { SnapshotTensor } from './snapshotTensor.js';

/**
 * An optimizer's state as named tensors of plain values, which no later step changes: `iter`, and of each variable
 * `<variable>/t` and `<variable>/<slot>`.
 */
export async function snapshotOf(
  iterations: number,
  states: readonly [name: string, state: ParameterState][],
): Promise<NamedTensor[]> {
  const taken = states.map(([name, { t, slots }]) => ({
    name,
    t,
    slots: Object.entries(slots).map(([slot, tensor]) => ({ slot, tensor: copyOf(tensor) })),
  }));
  const whole = (name: string, value: number) => ({
    name,
    tensor: new SnapshotTensor(Int32Array.of(value), []),
  });
  const weights: NamedTensor[] = [whole('iter', iterations)];
  try {
    for (const { name, t, slots } of taken) {
      weights.push(whole(`${name}/t`, t));
      for (const { slot, tensor } of slots) {
        const values = (await tensor.data<'float32'>()).slice();
        weights.push({ name: `${name}/${slot}`, tensor: new SnapshotTensor(values, tensor.shape) });
      }
    }
  } finally {
    tf.dispose(taken.flatMap(({ slots }) => slots.map(({ tensor }) => tensor)));
  }
  return weights;
}

/**
 * A tensor that keeps its values while they are read. A clone shares them, and so would be changed by a step that changes the
 * state where it stands.
 */
function copyOf(tensor: tf.Tensor): tf.Tensor {
  return stepsAtOnce() === undefined ? tensor.clone() : tf.tensor(tensor.dataSync().slice(), tensor.shape);
}
