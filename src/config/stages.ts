import { type OptimizerConfig, optimizers } from '../optimizers/index.js';
import { type ScheduleConfig, schedules } from '../schedules/index.js';
import type { TrainConfig } from './trainSettings.js';

/** What a run's settings say of its optimizer. */
export function optimizerConfig(config: TrainConfig): OptimizerConfig {
  const own = Object.keys(optimizers[config.optimizer].hyperparameters).flatMap((name) => {
    const value = (config as unknown as Record<string, unknown>)[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { name: config.optimizer, ...Object.fromEntries(own) } as OptimizerConfig;
}

/** What a run's settings say of its learning rates. */
export function scheduleConfig(config: TrainConfig): ScheduleConfig {
  const own = Object.entries(schedules[config.schedule].parameters).map(([name, { key }]) => [
    name,
    (config as unknown as Record<string, unknown>)[key],
  ]);
  return { name: config.schedule, warmup: config.warmup, ...Object.fromEntries(own) } as ScheduleConfig;
}
