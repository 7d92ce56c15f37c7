import type { Option } from './option.js';
import { type TrainConfig, type TrainOptionName, trainOptions } from './trainOptions.js';

/** Whether an option means something for the kind of data that a run has: generated rows, or a file's. */
export function hasMeaning(key: TrainOptionName, { data }: Pick<TrainConfig, 'data'>): boolean {
  const option: Option<unknown> = trainOptions[key];
  return option.source === undefined || option.source === (data === undefined ? 'generated' : 'file');
}

/** The settings that have a meaning for this kind of data; the others would be refused if the file were read back. */
export function meaningfulSettings(config: TrainConfig): Partial<TrainConfig> {
  return Object.fromEntries(
    Object.entries(config).filter(([key]) => hasMeaning(key as TrainOptionName, config)),
  );
}
