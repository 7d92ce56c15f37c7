import { chartSettings } from '../charts/settings.js';
import { checkMarks } from '../data/csv/cells.js';
import { csvSettings } from '../data/csv/settings.js';
import { resolveData } from '../data/resolve.js';
import { generatedSettings, seedSettings, splitSettings, targetsOf } from '../data/settings.js';
import { engineSettings } from '../engine/settings.js';
import { UsageError } from '../errors.js';
import { resolveLoss } from '../model/losses/resolve.js';
import { lossSettings } from '../model/losses/settings.js';
import { checkModelSize } from '../model/modelSize.js';
import { modelSettings } from '../model/settings.js';
import { hyperparameterSettings, optimizerSettings } from '../optimizers/settings.js';
import { pageSettings } from '../pages/settings.js';
import { runSettings } from '../run/settings.js';
import { followsLoss } from '../schedules/index.js';
import { resolveSchedule } from '../schedules/resolve.js';
import { scheduleSettings } from '../schedules/settings.js';
import { type Resolved, resolveValues } from '../settings/given.js';
import { traceSettings, trainingSettings } from '../training/settings.js';
import { optimizerConfig } from './optimizerConfig.js';
import { outputSettings } from './outputSettings.js';
import type { TrainConfig } from './trainConfig.js';
import { type GivenTrainSettings, nameOf, type TrainSettingName, trainTable } from './trainSettings.js';

/**
 * Checks every given value against its range, then the rules between them, and fills in the defaults.
 *
 * @throws UsageError in one sentence: the setting, the rule, the value and the cure
 */
export function resolveTrainConfig(given: GivenTrainSettings): Resolved<TrainConfig> {
  // In the help's order, so that of two wrong values the first is told.
  const file = resolveValues(csvSettings, given);
  const generated = resolveValues(generatedSettings, given);
  const { seed } = resolveValues(seedSettings, given);
  const split = resolveValues(splitSettings, given);
  const model = resolveValues(modelSettings, given);
  const { loss: lossName } = resolveValues(lossSettings, given);
  const training = resolveValues(trainingSettings, given);
  const { optimizer: rule } = resolveValues(
    { ...optimizerSettings, ...hyperparameterSettings(given.optimizer?.value) },
    given,
  );
  const { schedule: course, warmup } = resolveValues(scheduleSettings, given);
  const engine = resolveValues(engineSettings, given);
  const output = resolveValues(
    { ...runSettings, ...chartSettings, ...traceSettings, ...pageSettings, ...outputSettings },
    given,
  );
  checkSource(given);
  checkMarks(file);
  if (split.folds !== undefined && model.initFrom !== undefined) {
    throw new UsageError(
      `${nameOf('folds', given)} would test weights on rows that ${nameOf('initFrom', given)}'s run may have been trained on; leave one of them out.`,
    );
  }

  const notes: string[] = [];
  const loss = resolveLoss(lossName, given);
  const optimizer = optimizerConfig(rule, given);
  const { learningRate } = optimizer;
  const schedule = resolveSchedule(course, given, { epochs: training.epochs, warmup, learningRate });
  const data = resolveData({ file, generated, split }, given, notes);
  const features = data.source === 'generated' ? data.features : undefined;
  const size = { features, hidden: model.hidden, targets: targetsOf(data).length };
  checkModelSize(size, nameOf('hidden', given));
  const config: TrainConfig = {
    seed,
    data,
    model: { ...model, loss },
    optimizer,
    schedule: { ...schedule, warmup },
    training,
    engine,
    output,
  };
  return { config, notes: [...notes, ...idleSettings(config, given)] };
}

/** What is said of settings that do nothing, or bias the test metrics. */
function idleSettings(
  { data, optimizer, schedule, training, output }: TrainConfig,
  given: GivenTrainSettings,
) {
  const notes: string[] = [];
  if ('decoupledWeightDecay' in optimizer && optimizer.decoupledWeightDecay && optimizer.weightDecay === 0) {
    notes.push(
      `${nameOf('decoupledWeightDecay', given)} does nothing while ${nameOf('weightDecay', given)} is 0.`,
    );
  }
  if (training.patience !== undefined && data.valSize === undefined) {
    notes.push(
      `${nameOf('patience', given)} without --val-size chooses the best epoch by the test loss, so the test metrics are biased; add --val-size 0.2.`,
    );
  }
  if (followsLoss(schedule.name) && data.valSize === undefined) {
    notes.push(
      `${nameOf('schedule', given)} ${schedule.name} without --val-size follows the test loss, so the test metrics are biased; add --val-size 0.2.`,
    );
  }
  if (training.minDelta > 0 && training.patience === undefined) {
    notes.push(`${nameOf('minDelta', given)} does nothing without --patience.`);
  }
  if (output.force && output.name === undefined) {
    notes.push(`${nameOf('force', given)} does nothing without --name.`);
  }
  return notes;
}

/** A setting about generated rows beside --data, or about a file without it, is a misunderstanding. */
function checkSource(given: GivenTrainSettings): void {
  const { data, target, columns, ignoreColumns } = given;
  const source = data === undefined ? 'generated' : 'file';
  for (const [key, { name }] of Object.entries(given)) {
    const { source: own } = trainTable[key as TrainSettingName];
    if (own === undefined || own === source) continue;
    if (key === 'targets') {
      throw new UsageError(
        `${name} is about generated rows, and with ${nameOf('data', given)} --target names the columns to predict; leave ${name} out, and give --target a,b.`,
      );
    }
    throw new UsageError(
      source === 'file'
        ? `${name} is about generated rows, and ${nameOf('data', given)} gives them; leave one of the two out.`
        : `${name} is about a file of data; name one with --data, or leave ${name} out.`,
    );
  }
  if (data !== undefined && target === undefined) {
    throw new UsageError(`${data.name} needs --target, the column to predict; add --target COLUMN.`);
  }
  if (columns !== undefined && ignoreColumns !== undefined) {
    throw new UsageError(`${columns.name} and ${ignoreColumns.name} both choose columns; give one of them.`);
  }
}
