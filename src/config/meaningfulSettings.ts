import type { Option } from './option.js';
import { type TrainConfig, type TrainOptionName, trainOptions } from './trainOptions.js';

/** Whether an option means something for a run: for its kind of data, generated rows or a file's, and its optimizer. */
export function hasMeaning(
  key: TrainOptionName,
  { data, optimizer }: Pick<TrainConfig, 'data' | 'optimizer'>,
): boolean {
  const { source, optimizers }: Option<unknown> = trainOptions[key];
  if (optimizers !== undefined && !optimizers.includes(optimizer)) return false;
  return source === undefined || source === (data === undefined ? 'generated' : 'file');
}

/** The settings that have a meaning for this kind of data and optimizer; the others would be refused if the file were read back. */
export function meaningfulSettings(config: TrainConfig): Partial<TrainConfig> {
  return Object.fromEntries(
    Object.entries(config).filter(([key]) => hasMeaning(key as TrainOptionName, config)),
  );
}
