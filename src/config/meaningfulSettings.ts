import type { Setting } from '../settings/setting.js';
import { type TrainConfig, type TrainSettingName, trainSettings } from './trainSettings.js';

/** Whether an option means something for a run: for its kind of data, generated rows or a file's, its optimizer and its schedule. */
export function hasMeaning(
  key: TrainSettingName,
  { data, optimizer, schedule }: Pick<TrainConfig, 'data' | 'optimizer' | 'schedule'>,
): boolean {
  const { source, optimizers, schedules }: Setting<unknown> = trainSettings[key];
  if (optimizers !== undefined && !optimizers.includes(optimizer)) return false;
  if (schedules !== undefined && !schedules.includes(schedule)) return false;
  return source === undefined || source === (data === undefined ? 'generated' : 'file');
}

/** The settings that have a meaning for this kind of data, optimizer and schedule; the others would be refused if the file were read back. */
export function meaningfulSettings(config: TrainConfig): Partial<TrainConfig> {
  return Object.fromEntries(
    Object.entries(config).filter(([key]) => hasMeaning(key as TrainSettingName, config)),
  );
}
