import * as tf from '@tensorflow/tfjs';
import type { Loss } from '../model/losses/loss.js';
import type { Mlp } from '../model/mlp.js';
import type { Optimizer } from '../optimizers/tfjs/classes.js';
import type { StepRows } from './batches.js';
import type { Dropout } from './dropout.js';
import { scalar } from './evaluate.js';
import { type Clipping, clipGradients, globalNorm } from './gradientClipping.js';
import type { EpochRecord } from './history.js';
import { penalize } from './l1Penalty.js';
import type { WeightAverage } from './weightAverage.js';

/** What is seen of a batch, or of all batches of an epoch; the loss is in the units that the model sees. */
export type Pass = Pick<EpochRecord, 'trainLoss' | 'gradientNorm'>;

/** One step of the optimizer, as an observer sees it. */
export interface Step {
  /** The optimizer's step number, from 1. */
  t: number;
  model: Mlp;
  optimizer: Optimizer;
  /** As the optimizer gets them, clipped where the run clips; by the variables' names. */
  gradients: tf.NamedTensorMap;
}

/** Looks at the steps as they are taken: it reads, keeps no tensor and changes none. */
export interface StepObserver {
  before(step: Step): void;
  after(step: Step): void;
}

/** What steps are taken with. */
export interface StepParts {
  model: Mlp;
  loss: Loss;
  optimizer: Optimizer;
  clipping?: Clipping | undefined;
  /** Leaves hidden units out. */
  dropout?: Dropout | undefined;
  /** λ of the penalty on the weights' absolute sum; 0 for none. */
  l1?: number | undefined;
  /** Follows the weights step by step. */
  average?: WeightAverage | undefined;
  observer?: StepObserver | undefined;
}

/**
 * One update of the weights; the loss and the gradient's norm are those before it, and before clipping. What is not finite
 * updates nothing.
 *
 * @param turn lets others by between two pieces of the rows
 */
export async function trainOnBatch(
  parts: StepParts,
  rows: StepRows,
  turn: () => Promise<void>,
): Promise<Pass> {
  const { loss, gradients } = await meanGradients(parts, rows, turn);
  try {
    const pass = { trainLoss: loss, gradientNorm: globalNorm(Object.values(gradients)) };
    if (isFinitePass(pass)) {
      tf.tidy(() => takeStep(parts, clipGradients(gradients, pass.gradientNorm, parts.clipping ?? {})));
      parts.average?.update();
    }
    return pass;
  } finally {
    tf.dispose(gradients);
  }
}

/** Has the optimizer take its step, before the observer's eyes. */
export function takeStep(
  { model, optimizer, observer }: Pick<StepParts, 'model' | 'optimizer' | 'observer'>,
  gradients: tf.NamedTensorMap,
): void {
  const t = 1 + (optimizer.stateOf(model.variables[0]?.name ?? '')?.t ?? 0);
  observer?.before({ t, model, optimizer, gradients });
  optimizer.applyGradients(gradients);
  observer?.after({ t, model, optimizer, gradients });
}

/**
 * The loss on all rows of a step, and the gradients of it and the penalty, which the caller disposes of. Of several pieces they are
 * the means, weighted by the pieces' rows.
 */
async function meanGradients(
  { model, loss, dropout, l1 = 0 }: StepParts,
  { rows, pieces }: StepRows,
  turn: () => Promise<void>,
): Promise<{ loss: number; gradients: tf.NamedTensorMap }> {
  let mean = 0;
  let gradients: tf.NamedTensorMap | undefined;
  try {
    for (const { x, y, rows: own } of pieces) {
      const { value, grads } = tf.variableGrads(
        () => model.loss(loss, x, y, dropout?.after),
        model.variables,
      );
      mean += scalar(value) * (own / rows);
      value.dispose();
      gradients = own === rows ? grads : addShare(gradients, grads, own / rows);
      if (own < rows) await turn();
    }
  } catch (error) {
    tf.dispose(gradients ?? {});
    throw error;
  }
  return {
    loss: mean,
    gradients: l1 === 0 ? (gradients ?? {}) : penalize(gradients ?? {}, model.variables, l1),
  };
}

/** sum + share·gradients, in the place of both. */
function addShare(
  sum: tf.NamedTensorMap | undefined,
  gradients: tf.NamedTensorMap,
  share: number,
): tf.NamedTensorMap {
  const added = Object.entries(gradients).map(([name, gradient]) => [
    name,
    tf.tidy(() => {
      const part = gradient.mul(share);
      return sum === undefined ? part : (sum[name] as tf.Tensor).add(part);
    }),
  ]);
  tf.dispose([sum ?? {}, gradients]);
  return Object.fromEntries(added);
}

export function isFinitePass({ trainLoss, gradientNorm }: Pass): boolean {
  return Number.isFinite(trainLoss) && Number.isFinite(gradientNorm);
}
