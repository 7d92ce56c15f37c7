import { createHash } from 'node:crypto';
import { momentarySettings } from '../config/outputSettings.js';
import { flatSettings, type TrainConfig } from '../config/trainConfig.js';
import { AdamTrainError } from '../errors.js';

/** Settings that a trial's numbers do not depend on, or that its folder gives. */
const others = [...momentarySettings, 'data', 'threads', 'initFrom'];

/** What tells trials of other settings apart, such as after a change in space.json; empty for settings that do not go together. */
export function settingsDigest(configOf: () => TrainConfig): string {
  try {
    const settings = Object.entries(flatSettings(configOf())).filter(([key]) => !others.includes(key));
    return createHash('sha256')
      .update(JSON.stringify(settings.map(([key, value]) => [key, value ?? null])))
      .digest('hex');
  } catch (error) {
    if (error instanceof AdamTrainError) return '';
    throw error;
  }
}
