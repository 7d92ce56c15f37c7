import type * as tf from '@tensorflow/tfjs';
import { scheduleSettings } from '../config/scheduleValues.js';
import type { TrainConfig } from '../config/trainOptions.js';
import type { PreparedData } from '../data/prepare.js';
import { AdamTrainError, exitCodes } from '../errors.js';
import { Held } from '../model/held.js';
import { drawingInitialWeights } from '../model/initialWeights.js';
import { Mlp } from '../model/mlp.js';
import { parameterCount } from '../model/parameterCount.js';
import { createOptimizer, type Optimizer } from '../optimizers/createOptimizer.js';
import { TorchGenerator } from '../random/torchGenerator.js';
import { createSchedule } from '../schedules/createSchedule.js';
import { createTurns, inTurns } from '../turns.js';
import { fullBatch, shuffledBatches } from './batches.js';
import { rowsOfAPiece } from './pieceRows.js';
import { optimizerSettings } from './trainModel.js';
import { isFinitePass, trainOnBatch } from './trainStep.js';

/** One weight or bias: the variable's name and the place in its values, row by row. */
export interface Parameter {
  name: string;
  index: number;
}

/** What the optimizer was given and what it made of it, for one parameter in one step. */
export interface ObservedStep {
  /** From 1. */
  t: number;
  /** α in this step. */
  learningRate: number;
  weightBefore: number;
  /** As the optimizer got it, after clipping. */
  gradient: number;
  /** The optimizer's own tensors after the step, such as m and v. */
  state: Readonly<Record<string, number>>;
  weightAfter: number;
}

/**
 * Takes a job's first steps as training does, with its data, initial weights, batches, learning rates, optimizer and kernels,
 * and watches one parameter.
 *
 * @throws AdamTrainError (exit code 4) if a loss or gradient is not finite
 */
export async function observeFirstSteps(
  settings: TrainConfig,
  data: Pick<PreparedData, 'train'>,
  steps: number,
  { name, index }: Parameter,
): Promise<ObservedStep[]> {
  const observed: ObservedStep[] = [];
  await takeFirstSteps(settings, data, steps, async ({ t, model, optimizer, step }) => {
    const variable = model.variables.find((candidate) => candidate.name === name) as tf.Variable;
    const read = (tensor: tf.Tensor) => tensor.dataSync()[index] as number;
    const weightBefore = read(variable);
    let gradient = Number.NaN;
    await step((gradients) => {
      gradient = read(gradients[name] as tf.Tensor);
    });
    const slots = Object.entries(optimizer.stateOf(name)?.slots ?? {});
    observed.push({
      t,
      learningRate: optimizer.learningRate,
      weightBefore,
      gradient,
      state: Object.fromEntries(slots.map(([slot, tensor]) => [slot, read(tensor)])),
      weightAfter: read(variable),
    });
  });
  return observed;
}

/**
 * The parameter that lies farthest from its initial value after a job's first steps.
 *
 * @throws AdamTrainError (exit code 4) if a loss or gradient is not finite
 */
export async function mostMovedParameter(
  settings: TrainConfig,
  data: Pick<PreparedData, 'train'>,
  steps: number,
): Promise<Parameter> {
  let before: Float32Array[] = [];
  let farthest = -1;
  let found: Parameter = { name: '', index: 0 };
  await takeFirstSteps(settings, data, steps, async ({ t, model, step }) => {
    if (t === 1) before = model.variables.map((variable) => variable.dataSync<'float32'>().slice());
    await step();
    if (t < steps) return;
    model.variables.forEach((variable, i) => {
      const start = before[i] as Float32Array;
      variable.dataSync<'float32'>().forEach((value, index) => {
        const distance = Math.abs(value - (start[index] as number));
        if (distance > farthest) [farthest, found] = [distance, { name: variable.name, index }];
      });
    });
  });
  return found;
}

type Gradients = Record<string, tf.Tensor>;

interface Step {
  t: number;
  model: Mlp;
  optimizer: Optimizer;
  /** Takes the step; `look` sees the gradients that the optimizer gets. */
  step: (look?: (gradients: Gradients) => void) => Promise<void>;
}

/** The ingredients of `trainModel`, a step at a time. */
async function takeFirstSteps(
  settings: TrainConfig,
  data: Pick<PreparedData, 'train'>,
  steps: number,
  onStep: (step: Step) => Promise<void>,
): Promise<void> {
  const held = new Held();
  try {
    await takeHeldSteps(settings, data, steps, onStep, held);
  } finally {
    held.dispose();
  }
}

/** The same, with the tensors given to who frees them. */
async function takeHeldSteps(
  settings: TrainConfig,
  { train }: Pick<PreparedData, 'train'>,
  steps: number,
  onStep: (step: Step) => Promise<void>,
  held: Held,
): Promise<void> {
  const generator = new TorchGenerator(settings.seed);
  const sizes = [train.x.columns, ...settings.hidden, 1];
  const weights = await inTurns(drawingInitialWeights(generator, sizes));
  const model = held.hold(new Mlp(weights, settings.activation));
  const optimizer = held.hold(createOptimizer(settings.optimizer, optimizerSettings(settings)));
  const rates = createSchedule({
    ...scheduleSettings(settings),
    warmup: settings.warmup,
    baseLearningRate: settings.learningRate,
  });
  const { trained } = rowsOfAPiece(parameterCount(sizes));
  const batches = held.hold(
    settings.batchSize === 'full'
      ? fullBatch(train, trained)
      : shuffledBatches(train, settings.batchSize, generator, trained),
  );
  const turn = createTurns();
  const applyGradients = optimizer.applyGradients.bind(optimizer);
  let t = 0;
  for (let epoch = 1; t < steps; epoch++) {
    optimizer.learningRate = rates.rateFor(epoch);
    for await (const batch of batches.epoch()) {
      await turn();
      t++;
      const step: Step['step'] = async (look) => {
        optimizer.applyGradients = (gradients) => {
          look?.(gradients as Gradients);
          applyGradients(gradients);
        };
        const pass = await trainOnBatch({ model, optimizer, clipping: settings }, batch, turn);
        if (!isFinitePass(pass)) throw notFinite(t);
      };
      await onStep({ t, model, optimizer, step });
      if (t === steps) break;
    }
  }
}

function notFinite(t: number): AdamTrainError {
  return new AdamTrainError(
    `The loss and its gradient must be finite numbers, and are not in step ${t}; lower --lr.`,
    exitCodes.diverged,
  );
}
