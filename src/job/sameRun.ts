import { changedSetting, type FixedSettings } from '../config/resumeSettings.js';
import type { TrainConfig } from '../config/trainConfig.js';
import { type Columns, featureNames } from '../data/columns.js';
import { AdamTrainError, exitCodes, UsageError } from '../errors.js';
import { mayBeThere } from '../files/fileIdentity.js';
import { createOptimizer } from '../optimizers/tfjs/classes.js';
import type { Checkpoint } from '../run/checkpoint/checkpoint.js';
import type { RunEnvironment } from '../run/configJson.js';
import type { EarlierRun } from '../run/readRun.js';
import { followsLoss } from '../schedules/index.js';
import { oneLine } from '../text.js';
import { writeOptimizer } from '../training/trainingState.js';

/**
 * Checks that a run goes on with the settings that it began with.
 *
 * @param anew settings that were given by a flag
 * @throws UsageError if config.json has another value for a setting that the numbers depend on
 */
export function checkBeginning(
  checkpoint: Checkpoint,
  { folder, environment }: EarlierRun,
  config: TrainConfig,
  anew: readonly string[],
): void {
  const { beginning } = checkpoint;
  const changed = changedSetting(beginning?.settings ?? impliedSettings(checkpoint, config), config, anew);
  const file = folder.file('config.json');
  if (changed !== undefined) throw edited(changed.name, file, changed.before, changed.now);
  const engine: string | undefined = environment.engine;
  if (beginning !== undefined && engine !== undefined && beginning.engine !== engine) {
    throw edited('environment.engine', file, beginning.engine, engine);
  }
}

function edited(name: string, file: string, then: string, now: string): UsageError {
  return new UsageError(
    `${name} in ${file} must be ${oneLine(then, 60)}, with which the run began, got ${oneLine(now, 60)}; put it back, or train anew.`,
  );
}

/** What a checkpoint of format 1 tells of its run's settings: the sizes, and what was kept for them. */
function impliedSettings({ facts, sizes, state }: Checkpoint, config: TrainConfig): FixedSettings {
  const { average, schedule } = state;
  return {
    hidden: sizes.slice(1, -1),
    activation: facts.activation,
    ...(config.data.source === 'generated' && { features: sizes[0] }),
    ...((average === undefined) !== (config.training.ema === undefined) && {
      ema: average === undefined ? null : 'on',
    }),
    ...((schedule === undefined) === followsLoss(config.schedule.name) && {
      schedule: schedule === undefined ? 'another' : 'plateau', // the only one then that follows the losses
    }),
  };
}

/**
 * Checks that the checkpoint's state is one of the run's optimizer; an engine must be ready.
 *
 * @throws UsageError if it is another's
 */
export async function checkOptimizer(
  { state }: Checkpoint,
  { folder }: EarlierRun,
  config: TrainConfig,
): Promise<void> {
  const { name, ...hyperparameters } = config.optimizer;
  const optimizer = createOptimizer(name, hyperparameters);
  try {
    await writeOptimizer(optimizer, state.optimizer);
  } catch (error) {
    if (!(error instanceof AdamTrainError)) throw error;
    throw new UsageError(
      `optimizer in ${folder.file('config.json')} must be the one whose state the run's checkpoint holds, got ${config.optimizer.name}; put it back, or train anew.`,
    );
  } finally {
    optimizer.dispose();
  }
}

/**
 * Checks that the run's file of data is there, since config.json is the only place that says where.
 *
 * @throws AdamTrainError (exit code 3) if it is not; one that cannot be looked at is left to the reader
 */
export function checkDataFile({ data }: TrainConfig, { folder }: EarlierRun): void {
  if (data.source === 'generated' || mayBeThere(data.path)) return;
  throw new AdamTrainError(
    `${data.path} must be the file that the run began with, and is not there; put it back, or write its full path as "data" in ${folder.file('config.json')}.`,
    exitCodes.badData,
  );
}

/**
 * Checks that the data are those that the run began with.
 *
 * @throws AdamTrainError (exit code 3) if they are not
 */
export function checkData(
  sha256: string,
  { data }: TrainConfig,
  { checkpoint, environment }: { checkpoint: Checkpoint | undefined; environment: RunEnvironment },
): void {
  const then = checkpoint?.beginning?.dataSha256 ?? environment.dataSha256;
  if (sha256 === then || (then === undefined && data.source === 'generated')) return;
  throw new AdamTrainError(
    data.source === 'generated'
      ? 'The generated rows must be those that the run began with, and are others; go on with the version that the run began with, or train anew.'
      : `${data.path} must be the file that the run began with, and its content has changed; put the old file back, or train anew.`,
    exitCodes.badData,
  );
}

/**
 * Checks that the data's columns are still read as the run read them.
 *
 * @throws AdamTrainError (exit code 3) if they are not
 */
export function checkColumns(columns: Columns, { facts }: Checkpoint, { folder }: EarlierRun): void {
  const names = (of: Columns) => JSON.stringify([...of.targets, ...featureNames(of)]);
  if (names(columns) === names(facts.columns)) return;
  throw new AdamTrainError(
    `The data must give the columns that ${folder.path} was trained on, and this version reads others from them; go on with the version that the run began with, or train anew.`,
    exitCodes.badData,
  );
}
