import { type GivenTrainSettings, type TrainSettingName, trainSettings } from './trainSettings.js';

/** What a sentence calls an option: by where its value was given, or by its flag. */
export function nameOf(key: TrainSettingName, given: GivenTrainSettings): string {
  return given[key]?.name ?? trainSettings[key].flag;
}
