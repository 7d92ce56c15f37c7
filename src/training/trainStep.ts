import * as tf from '@tensorflow/tfjs';
import { meanSquaredError } from '../model/losses/meanSquaredError.js';
import type { Mlp } from '../model/mlp.js';
import type { Optimizer } from '../optimizers/createOptimizer.js';
import type { StepRows } from './batches.js';
import { scalar } from './evaluate.js';
import { type ClippingOptions, clipGradients, globalNorm } from './gradientClipping.js';
import type { EpochRecord } from './history.js';
import type { StepTracer } from './trace/stepTracer.js';
import type { WeightAverage } from './weightAverage.js';

/** What is seen of a batch, or of all batches of an epoch. */
export type Pass = Pick<EpochRecord, 'trainLoss' | 'gradientNorm'>;

export interface StepOptions {
  model: Mlp;
  optimizer: Optimizer;
  clipping?: ClippingOptions;
  /** Follows the weights step by step. */
  average?: WeightAverage | undefined;
  /** Looks at the steps as they are taken. */
  tracer?: StepTracer | undefined;
}

/**
 * One update of the weights; the loss and the gradient's norm are those before it, and before clipping. What is not finite
 * updates nothing.
 *
 * @param turn lets others by between two pieces of the rows
 */
export async function trainOnBatch(
  options: StepOptions,
  step: StepRows,
  turn: () => Promise<void>,
): Promise<Pass> {
  const { model, optimizer, clipping = {}, average, tracer } = options;
  const { loss, gradients } = await meanGradients(model, step, turn);
  try {
    const pass = { trainLoss: loss, gradientNorm: globalNorm(Object.values(gradients)) };
    if (isFinitePass(pass)) {
      tf.tidy(() => {
        const clipped = clipGradients(gradients, pass.gradientNorm, clipping);
        if (tracer === undefined) optimizer.applyGradients(clipped);
        else tracer.around(clipped, () => optimizer.applyGradients(clipped));
      });
      average?.update();
    }
    return pass;
  } finally {
    tf.dispose(gradients);
  }
}

/**
 * The loss on all rows of a step and its gradients, which the caller disposes of. Of several pieces they are the means,
 * weighted by the pieces' rows.
 */
async function meanGradients(
  model: Mlp,
  { rows, pieces }: StepRows,
  turn: () => Promise<void>,
): Promise<{ loss: number; gradients: tf.NamedTensorMap }> {
  let loss = 0;
  let gradients: tf.NamedTensorMap | undefined;
  try {
    for (const { x, y, rows: own } of pieces) {
      const { value, grads } = tf.variableGrads(() => meanSquaredError(model.predict(x), y), model.variables);
      loss += scalar(value) * (own / rows);
      value.dispose();
      gradients = own === rows ? grads : addShare(gradients, grads, own / rows);
      if (own < rows) await turn();
    }
  } catch (error) {
    tf.dispose(gradients ?? {});
    throw error;
  }
  return { loss, gradients: gradients ?? {} };
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
