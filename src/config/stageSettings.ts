import type { TrainingSettings } from '../training/trainModel.js';
import { optimizerConfig, scheduleConfig } from './stages.js';
import type { TrainConfig } from './trainSettings.js';

/** A run's settings as the stages take them. */
export function stageSettings(config: TrainConfig): TrainingSettings {
  const { seed, hidden, activation } = config;
  const { batchSize, epochs, patience, minDelta, checkpointEvery, clipNorm, clipValue, ema } = config;
  return {
    seed,
    model: { hidden, activation, loss: 'meanSquaredError' },
    optimizer: optimizerConfig(config),
    schedule: scheduleConfig(config),
    training: { batchSize, epochs, patience, minDelta, checkpointEvery, clipNorm, clipValue, ema },
  };
}
