import { checkMarks } from '../data/csv/cellFormat.js';
import { UsageError } from '../errors.js';
import { checkModelSize } from '../model/modelSize.js';
import { hyperparameterSettings } from '../optimizers/settings.js';
import { followsLoss } from '../schedules/index.js';
import { resolveSchedule } from '../schedules/resolve.js';
import { flatSchedule } from '../schedules/settings.js';
import { type Resolved, resolveValues } from '../settings/given.js';
import { checkCells, checkSplit, informativeColumns } from './generatedRows.js';
import { nameOf } from './nameOf.js';
import { hyperparametersOf } from './optimizerValues.js';
import {
  type GivenTrainSettings,
  type TrainConfig,
  type TrainSettingName,
  trainSettings,
  trainTable,
} from './trainSettings.js';

/**
 * Checks every given value against its range, then the rules between them, and fills in the defaults.
 *
 * @throws UsageError in one sentence: the setting, the rule, the value and the cure
 */
export function resolveTrainConfig(given: GivenTrainSettings): Resolved<TrainConfig> {
  const optimizer = given.optimizer?.value;
  const values = resolveValues({ ...trainSettings, ...hyperparameterSettings(optimizer) }, given);
  const notes: string[] = [];
  checkSource(given);
  checkMarks(values);

  const hyperparameters = hyperparametersOf(values, given);
  const { epochs, warmup } = values;
  const schedule = resolveSchedule(values.schedule, given, {
    epochs,
    warmup,
    learningRate: hyperparameters.learningRate,
  });
  const config: TrainConfig = {
    ...values,
    ...hyperparameters,
    ...flatSchedule(schedule),
    informative: informativeColumns(values, given, notes),
    // Generated data stay as the reference script has them.
    standardizeTarget: values.standardizeTarget ?? values.data !== undefined,
  };
  if (config.data === undefined) {
    checkSplit(config, given);
    checkCells(config, given);
  }
  const isKnown = config.data === undefined;
  checkModelSize(isKnown ? config.features : undefined, config.hidden, nameOf('hidden', given));
  if (config.decoupledWeightDecay && config.weightDecay === 0) {
    notes.push(
      `${nameOf('decoupledWeightDecay', given)} does nothing while ${nameOf('weightDecay', given)} is 0.`,
    );
  }
  if (config.patience !== undefined && config.valSize === undefined) {
    notes.push(
      `${nameOf('patience', given)} without --val-size chooses the best epoch by the test loss, so the test metrics are biased; add --val-size 0.2.`,
    );
  }
  if (followsLoss(config.schedule) && config.valSize === undefined) {
    notes.push(
      `${nameOf('schedule', given)} ${config.schedule} without --val-size follows the test loss, so the test metrics are biased; add --val-size 0.2.`,
    );
  }
  if (config.minDelta > 0 && config.patience === undefined) {
    notes.push(`${nameOf('minDelta', given)} does nothing without --patience.`);
  }
  if (config.force && config.name === undefined) {
    notes.push(`${nameOf('force', given)} does nothing without --name.`);
  }
  return { config, notes };
}

/** A setting about generated rows beside --data, or about a file without it, is a misunderstanding. */
function checkSource(given: GivenTrainSettings): void {
  const { data, target, columns, ignoreColumns } = given;
  const source = data === undefined ? 'generated' : 'file';
  for (const [key, { name }] of Object.entries(given)) {
    const { source: own } = trainTable[key as TrainSettingName];
    if (own === undefined || own === source) continue;
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
