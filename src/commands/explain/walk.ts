import type { WalkConfig, WalkRequest } from '../../config/resolveExplain.js';
import type { TrainConfig } from '../../config/trainConfig.js';
import { print, printJson } from '../../console/print.js';
import { walkText } from '../../console/walkText.js';
import { watchJob } from '../../console/watchJob.js';
import type { Part } from '../../data/prepare.js';
import { UsageError } from '../../errors.js';
import { mostMovedParameter, observeFirstSteps } from '../../explain/walk/firstSteps.js';
import {
  describeParameter,
  type NamedShape,
  parameterShapes,
  parseParameter,
} from '../../explain/walk/parameterNames.js';
import { type WalkSettings, type WalkStep, walkLines, walkStep } from '../../explain/walk/walk.js';
import { jobEngine } from '../../job/jobEngine.js';
import { loadData } from '../../job/loadData.js';
import { layerSizes } from '../../model/modelSize.js';
import { optimizers } from '../../optimizers/index.js';
import type { SessionSettings } from '../../training/session.js';
import { stepsPerEpoch } from '../../training/settings.js';

/**
 * `adam-train explain`: Algorithm 1 with the numbers of the first steps that train would take.
 *
 * @throws UsageError if the job has no such parameter or not so many steps, AdamTrainError at bad data or divergence
 */
export async function explainWalk(
  { config, notes, parameter: asked, steps, ascii }: WalkRequest,
  { stdout }: Pick<NodeJS.Process, 'stdout'> = process,
): Promise<void> {
  const { watcher } = watchJob(config, notes);
  const { data } = await loadData(config, watcher);
  const { rows: trainRows, columns: features } = data.train.x;
  checkSteps(steps, config.training, trainRows);
  const shapes = parameterShapes(layerSizes(features, config.model.hidden, data.train.y.columns));
  const named = asked === undefined ? undefined : parseParameter(asked, shapes);
  const { backend } = await jobEngine(config, data.train, watcher.note);
  const parameter = named ?? (await mostMoved(config, data.train, steps, shapes));
  const settings = walkSettings(config.optimizer);
  const seen = await observeFirstSteps(config, data.train, steps, parameter);
  const walked = seen.map((step) => walkStep(step, settings));
  if (config.output.json) {
    printJson(stdout, asJson(parameter.text, config, backend, walked));
    return;
  }
  const { training, schedule } = config;
  const lines = walkLines(settings, {
    clipped: training.clipNorm !== undefined || training.clipValue !== undefined,
    penalized: training.l1 > 0,
    scheduled: schedule.name !== 'constant' || schedule.warmup > 0,
  });
  const rows = trainRows + (data.val?.x.rows ?? 0) + data.test.x.rows;
  const text = walkText(
    {
      config,
      size: { rows, features },
      backend,
      parameter,
      isMostMoved: named === undefined,
      lines,
      steps: walked,
    },
    { width: stdout.isTTY ? stdout.columns : Number.POSITIVE_INFINITY, ascii },
  );
  print(stdout, ...text);
}

async function mostMoved(
  settings: SessionSettings,
  train: Part,
  steps: number,
  shapes: readonly NamedShape[],
) {
  const { name, index } = await mostMovedParameter(settings, train, steps);
  return describeParameter(shapes.find((shape) => shape.name === name) as NamedShape, index);
}

function walkSettings(optimizer: WalkConfig['optimizer']): WalkSettings {
  const { beta1, beta2, epsilon, weightDecay, amsgrad, biasCorrection } = optimizer;
  const decoupledWeightDecay =
    optimizer.name === 'adamw'
      ? optimizers.adamw.fixed['decoupledWeightDecay'] === true
      : optimizer.decoupledWeightDecay;
  return { beta1, beta2, epsilon, weightDecay, decoupledWeightDecay, amsgrad, biasCorrection };
}

function checkSteps(steps: number, { batchSize, epochs }: TrainConfig['training'], trainRows: number): void {
  const all = epochs * stepsPerEpoch(batchSize, trainRows);
  if (steps > all) {
    throw new UsageError(
      `--steps must be at most ${all}, the steps of the job, got ${steps}; raise --epochs.`,
    );
  }
}

function asJson(parameter: string, config: WalkConfig, backend: string, steps: readonly WalkStep[]) {
  return {
    parameter,
    optimizer: config.optimizer.name,
    backend,
    seed: config.seed,
    settings: { learning_rate: config.optimizer.learningRate, ...snakeCase(walkSettings(config.optimizer)) },
    steps: steps.map(snakeCase),
  };
}

/** biasCorrection1 becomes bias_correction1, as summary.json writes names. */
function snakeCase(values: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
}
