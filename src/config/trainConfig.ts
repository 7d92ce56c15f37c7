import type { chartSettings } from '../charts/settings.js';
import type { DataConfig } from '../data/settings.js';
import type { engineSettings } from '../engine/settings.js';
import { flatLoss } from '../model/losses/settings.js';
import type { ModelConfig } from '../model/settings.js';
import type { OptimizerConfig } from '../optimizers/index.js';
import type { pageSettings } from '../pages/settings.js';
import type { runSettings } from '../run/settings.js';
import type { ScheduleConfig } from '../schedules/index.js';
import { flatSchedule } from '../schedules/settings.js';
import type { ValuesOf } from '../settings/setting.js';
import type { TrainingConfig, traceSettings } from '../training/settings.js';
import type { outputSettings } from './outputSettings.js';
import { type FlatSettings, type TrainSettingName, trainTable } from './trainSettings.js';

/** A run's settings, each in the part of its stage and every one of them decided. */
export interface TrainConfig {
  seed: number;
  data: DataConfig;
  model: ModelConfig;
  optimizer: OptimizerConfig;
  schedule: ScheduleConfig;
  training: TrainingConfig;
  engine: ValuesOf<typeof engineSettings>;
  output: OutputConfig;
}

/** Where a run's results go, and what is shown and recorded of it. `name` is undefined for a folder that is yet to be numbered. */
type OutputConfig = ValuesOf<
  typeof runSettings &
    typeof chartSettings &
    typeof traceSettings &
    typeof pageSettings &
    typeof outputSettings
>;

/** What decides which settings have a meaning. */
type Choices = { [Part in 'data' | 'model' | 'optimizer' | 'schedule']: TrainConfig[Part] };

/** Whether a setting means something for a run: for its kind of data, generated rows or a file's, its loss, its optimizer and its schedule. */
export function hasMeaning(key: TrainSettingName, { data, model, optimizer, schedule }: Choices): boolean {
  const { source, losses, optimizers, schedules } = trainTable[key];
  if (losses !== undefined && !losses.includes(model.loss.name)) return false;
  if (optimizers !== undefined && !optimizers.includes(optimizer.name)) return false;
  if (schedules !== undefined && !schedules.includes(schedule.name)) return false;
  return source === undefined || source === data.source;
}

/**
 * A run's settings under their flat names, in the help's order; but for those that have no meaning for its kind of data, loss,
 * optimizer and schedule, which would be refused if they were read back.
 */
export function flatSettings(config: TrainConfig): Partial<FlatSettings> {
  const { seed, data, model, optimizer, schedule, training, engine, output } = config;
  const { name: optimizerName, ...hyperparameters } = optimizer;
  const flat: Partial<Record<TrainSettingName, unknown>> = {
    ...data,
    data: data.source === 'file' ? data.path : undefined,
    seed,
    ...model,
    ...flatLoss(model.loss),
    loss: model.loss.name,
    ...training,
    ...hyperparameters,
    optimizer: optimizerName,
    ...flatSchedule(schedule),
    schedule: schedule.name,
    warmup: schedule.warmup,
    ...engine,
    ...output,
  };
  const names = Object.keys(trainTable) as TrainSettingName[];
  return Object.fromEntries(names.filter((key) => hasMeaning(key, config)).map((key) => [key, flat[key]]));
}
