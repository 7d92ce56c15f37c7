import * as tf from '@tensorflow/tfjs';
import { meanSquaredError } from '../model/loss.js';
import type { Mlp } from '../model/mlp.js';
import type { Optimizer } from '../optimizers/createOptimizer.js';
import type { Batch } from './batches.js';
import { scalar } from './evaluate.js';
import { type ClippingOptions, clipGradients, globalNorm } from './gradientClipping.js';
import type { EpochRecord } from './history.js';
import type { StepTracer } from './stepTracer.js';
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
 */
export function trainOnBatch(options: StepOptions, { x, y }: Batch): Pass {
  const { model, optimizer, clipping = {}, average, tracer } = options;
  const { value, grads } = tf.variableGrads(() => meanSquaredError(model.predict(x), y), model.variables);
  const pass = { trainLoss: scalar(value), gradientNorm: globalNorm(Object.values(grads)) };
  if (isFinitePass(pass)) {
    tf.tidy(() => {
      const clipped = clipGradients(grads, pass.gradientNorm, clipping);
      if (tracer === undefined) optimizer.applyGradients(clipped);
      else tracer.around(clipped, () => optimizer.applyGradients(clipped));
    });
    average?.update();
  }
  tf.dispose([value, grads]);
  return pass;
}

export function isFinitePass({ trainLoss, gradientNorm }: Pass): boolean {
  return Number.isFinite(trainLoss) && Number.isFinite(gradientNorm);
}
