import { resolveTrainConfig } from '../src/config/resolveTrain.js';
import type { TrainConfig } from '../src/config/trainConfig.js';
import { type FlatSettings, type TrainSettingName, trainTable } from '../src/config/trainSettings.js';
import { drawRegression } from '../src/data/makeRegression.js';
import { type PreparedData, prepare } from '../src/data/prepare.js';

/** A run's settings where flags give these; what is undefined is not given. */
export function trainConfig(flat: Partial<FlatSettings> = {}): TrainConfig {
  const given = Object.entries(flat)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [
      key,
      { name: trainTable[key as TrainSettingName].flag, text: String(value), value },
    ]);
  return resolveTrainConfig(Object.fromEntries(given)).config;
}

/** The rows that a run generates, ready to train on. */
export function preparedData({ seed, data }: TrainConfig): PreparedData {
  if (data.source === 'file') throw new Error(`the rows are those of ${data.path}`);
  return prepare(drawRegression({ ...data, seed }), { ...data, seed });
}
