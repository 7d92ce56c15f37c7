import * as tf from '@tensorflow/tfjs';
import type { Mlp } from '../model/mlp.js';
import type { Optimizer } from '../optimizers/tfjs/classes.js';
import type { GeneratorState } from '../random/mt19937.js';
import type { FollowingState } from '../schedules/defineSchedule.js';
import type { BestEpoch } from './earlyStopping.js';

/** A tensor as plain values. */
export interface NamedValues {
  name: string;
  shape: number[];
  values: Float32Array | Int32Array;
}

/** The weights of the best epoch so far. */
export interface BestWeights extends BestEpoch {
  weights: NamedValues[];
}

/** All that the next steps depend on. */
export interface SessionState {
  weights: NamedValues[];
  /** Their moving average, if one is kept. */
  average?: NamedValues[];
  optimizer: NamedValues[];
  generator: GeneratorState;
  /** What the learning rate's schedule has seen, where it looks at the losses. */
  schedule?: FollowingState;
}

/** All that training after an epoch depends on, and so all that going on from there needs. */
export interface TrainingState extends SessionState {
  /** How many are done. */
  epoch: number;
  /** How long they took. */
  seconds: number;
  best: BestWeights;
}

/** The model's weights as they are now, layer by layer. */
export function readWeights(model: Mlp): NamedValues[] {
  return model.variables.map(readTensor);
}

export function writeWeights(model: Mlp, weights: readonly NamedValues[]): void {
  const byName = new Map(weights.map((entry) => [entry.name, entry]));
  tf.tidy(() => {
    for (const variable of model.variables) {
      const { values, shape } = byName.get(variable.name) as NamedValues;
      variable.assign(tf.tensor(values, shape));
    }
  });
}

export async function readOptimizer(optimizer: Optimizer): Promise<NamedValues[]> {
  const weights = await optimizer.getWeights();
  const values = weights.map(({ name, tensor }) => ({ ...readTensor(tensor), name }));
  tf.dispose(weights.map(({ tensor }) => tensor));
  return values;
}

export async function writeOptimizer(optimizer: Optimizer, state: readonly NamedValues[]): Promise<void> {
  const weights = state.map(({ name, shape, values }) => ({
    name,
    tensor: tf.tensor(values, shape, values instanceof Int32Array ? 'int32' : 'float32'),
  }));
  try {
    await optimizer.setWeights(weights);
  } finally {
    tf.dispose(weights.map(({ tensor }) => tensor));
  }
}

function readTensor(tensor: tf.Tensor | tf.Variable): NamedValues {
  const name = 'name' in tensor ? tensor.name : '';
  // A copy: on some backends dataSync gives a view of the engine's memory.
  return { name, shape: tensor.shape, values: tensor.dataSync().slice() as Float32Array | Int32Array };
}
