import { flatSettings, type TrainConfig } from '../config/trainConfig.js';
import type { Matrix } from '../data/matrix.js';
import type { PreparedData } from '../data/prepare.js';
import type { JobWatcher } from '../job/job.js';
import type { Predictions } from '../training/predict.js';
import { type AskedRun, askedRun, type TrainOptions } from './askedRun.js';
import { onEngine } from './onEngine.js';
import { type PredictedPart, type Run, type RunConfig, withoutMoment } from './run.js';

/**
 * Trains as `adam-train train` does and gives what it gives, to the bit. It prints nothing, ends no process and hears no signal; it
 * writes a run folder only where `out` or `name` is set. Trainings that are begun at once are done one after another.
 *
 * @param config the settings by config.json's keys; `{}` is the default job
 * @param options rows in memory, who is told of epochs, what ends the training
 * @returns when training has ended, however it did
 * @throws UsageError for a setting outside its rule, AdamTrainError if the data cannot be trained on or a file cannot be written
 */
export async function train(config: RunConfig = {}, options: TrainOptions = {}): Promise<Run> {
  const asked = askedRun(config, options);
  return onEngine(async () => {
    if (asked.isKept) return (await import('./trainToFolder.js')).trainToFolder(asked, watcherOf(asked));
    return trainInMemory(asked);
  });
}

/** What a job is told and tells in place of a terminal. */
function watcherOf({ notes, onEpoch, signal }: AskedRun): JobWatcher {
  return {
    note: (sentence) => notes.push(sentence),
    onReady: ({ leftOut }) => noteLeftOut(notes, leftOut),
    ...(onEpoch && { onEpoch }),
    ...(signal && { isInterrupted: () => signal.aborted }),
  };
}

function noteLeftOut(notes: string[], leftOut: readonly string[] | undefined): void {
  if (leftOut !== undefined) notes.push(`Left out: ${leftOut.join(', ')}.`);
}

async function trainInMemory(asked: AskedRun): Promise<Run> {
  const { config, pieces, notes } = asked;
  const { memoryJob } = await import('../job/memoryJob.js');
  const { data, history, predictions, summary, model } = await memoryJob(config, {
    watcher: watcherOf(asked),
    pieces,
  });
  noteLeftOut(notes, data.leftOut);
  const { name: _, ...named } = summary;
  return {
    status: summary.status,
    config: settingsOf(config, pieces !== undefined),
    summary: named,
    history: [...history],
    predictions: predictions && predictedParts(data.data, predictions),
    ...{ model, folder: undefined, notes },
  };
}

function settingsOf(config: TrainConfig, isInMemory: boolean): RunConfig {
  const { data, ...settings } = flatSettings(config);
  return withoutMoment(isInMemory ? settings : { data, ...settings });
}

function predictedParts(data: PreparedData, { train, val, test }: Predictions): Run['predictions'] {
  const part = ({ rowIndex, actual }: PreparedData['test'], predicted: Matrix): PredictedPart => ({
    row: rowIndex,
    actual: actual.values,
    predicted: predicted.values,
  });
  return {
    train: part(data.train, train),
    ...(data.val && val && { val: part(data.val, val) }),
    test: part(data.test, test),
  };
}
