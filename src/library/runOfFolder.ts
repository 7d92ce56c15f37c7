import { existsSync } from 'node:fs';
import { settingsOf } from '../config/configFileValues.js';
import { readCheckpoint } from '../run/checkpoint/readCheckpoint.js';
import { readSavedModel } from '../run/checkpoint/savedModel.js';
import { metricsFileName, readMetrics } from '../run/metrics.js';
import { predictionsFileName, readPredictions, type Split } from '../run/predictions.js';
import { type EarlierRun, findData, readRun } from '../run/readRun.js';
import { inTurns } from '../turns.js';
import { type Model, type PredictedPart, type Run, type RunConfig, withoutMoment } from './run.js';

/** Reads what `loadRun` gives. */
export async function runOfFolder(folder: string): Promise<Run> {
  const earlier = readRun(folder);
  const { summary } = earlier;
  const metrics = earlier.folder.file(metricsFileName);
  const isSound = summary?.status !== 'diverged';
  const model = isSound && readCheckpoint(folder) !== undefined ? readSavedModel(folder) : undefined;
  return {
    status: summary?.status,
    config: configOf(earlier),
    summary,
    history: existsSync(metrics) ? [...readMetrics(metrics)] : [],
    predictions: summary && model && (await predictionsOf(earlier, model)),
    model,
    folder,
    notes: [],
  };
}

function configOf(earlier: EarlierRun): RunConfig {
  const given = Object.entries(settingsOf(earlier)).map(([key, { value }]) => [key, value] as const);
  const config = withoutMoment(Object.fromEntries(given));
  return typeof config['data'] === 'string' ? { ...config, data: findData(config['data'], earlier) } : config;
}

async function predictionsOf(
  { folder, summary }: EarlierRun,
  { columns: { targets } }: Model,
): Promise<Run['predictions']> {
  const part = async (split: Split): Promise<PredictedPart> => {
    const { row, actual, predicted } = await inTurns(
      readPredictions(folder.file(predictionsFileName), split, targets),
    );
    return { row, actual: actual.values, predicted: predicted.values };
  };
  return {
    train: await part('train'),
    ...(summary?.val_rows !== undefined && { val: await part('val') }),
    test: await part('test'),
  };
}
