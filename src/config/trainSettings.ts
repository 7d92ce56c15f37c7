import { chartSettings } from '../charts/settings.js';
import { csvSettings } from '../data/csv/settings.js';
import { generatedSettings, seedSettings, splitSettings } from '../data/settings.js';
import { engineSettings } from '../engine/settings.js';
import { lossSettings } from '../model/losses/settings.js';
import { modelSettings } from '../model/settings.js';
import { adam } from '../optimizers/adam.js';
import { optimizerSettings } from '../optimizers/settings.js';
import { pageSettings } from '../pages/settings.js';
import { runSettings } from '../run/settings.js';
import { scheduleSettings } from '../schedules/settings.js';
import { type GivenSettings, namesOf } from '../settings/given.js';
import { halfOpenPair } from '../settings/lists.js';
import { type Setting, setting, type ValuesOf } from '../settings/setting.js';
import { traceSettings, trainingSettings } from '../training/settings.js';
import { outputSettings } from './outputSettings.js';

/**
 * Every setting of `adam-train train`, in the help's order, as the stages declare them. The keys are the names that config.json
 * uses.
 */
export const trainSettings = {
  ...csvSettings,
  ...generatedSettings,
  ...seedSettings,
  ...splitSettings,
  ...modelSettings,
  ...lossSettings,
  ...trainingSettings,
  ...optimizerSettings,
  ...scheduleSettings,
  ...engineSettings,
  ...runSettings,
  ...chartSettings,
  ...traceSettings,
  ...pageSettings,
  ...outputSettings,
};

/** PyTorch's way to give both decays at once: `--betas 0.9,0.999`. */
const betas = setting({
  flag: '--betas',
  argument: 'β1,β2',
  group: 'Optimizer',
  help: 'beta1 and beta2 at once',
  range: halfOpenPair,
  default: [adam.hyperparameters.beta1.default, adam.hyperparameters.beta2.default],
});

/** The same as a flag that gives both. */
export const betasShorthand = { setting: betas, gives: ['beta1', 'beta2'], behind: 'beta2' } as const;

/** A run's settings under their flat names, as flags and config.json have them. */
export type FlatSettings = ValuesOf<typeof trainSettings>;
export type TrainSettingName = keyof FlatSettings;
export type GivenTrainSettings = GivenSettings<TrainSettingName>;

/** The settings by name, where it is not known which. */
export const trainTable: Readonly<Record<TrainSettingName, Setting<unknown>>> = trainSettings;

/** What a sentence calls a setting. */
export const nameOf = namesOf(trainTable);
