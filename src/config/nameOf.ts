import type { GivenTrainOptions } from './resolve.js';
import { type TrainOptionName, trainOptions } from './trainOptions.js';

/** What a sentence calls an option: by where its value was given, or by its flag. */
export function nameOf(key: TrainOptionName, given: GivenTrainOptions): string {
  return given[key]?.name ?? trainOptions[key].flag;
}
