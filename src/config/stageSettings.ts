import type { TrainingSettings } from '../training/trainModel.js';
import { optimizerOptionKeys } from './optimizerValues.js';
import { scheduleSettings } from './scheduleValues.js';
import type { TrainConfig } from './trainOptions.js';

/** A run's settings as the stages take them. */
export function stageSettings(config: TrainConfig): TrainingSettings {
  const { seed, hidden, activation, learningRate, warmup } = config;
  const { batchSize, epochs, patience, minDelta, checkpointEvery, clipNorm, clipValue, ema } = config;
  const hyperparameters = optimizerOptionKeys.filter((key) => config[key] !== undefined);
  const { schedule, options } = scheduleSettings(config);
  return {
    seed,
    model: { hidden, activation, loss: 'meanSquaredError' },
    optimizer: {
      ...Object.fromEntries(hyperparameters.map((key) => [key, config[key]])),
      name: config.optimizer,
      learningRate,
    },
    schedule: { ...options, name: schedule, warmup },
    training: { batchSize, epochs, patience, minDelta, checkpointEvery, clipNorm, clipValue, ema },
  };
}
