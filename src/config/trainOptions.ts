import { dataOptions } from './dataOptions.js';
import { fileOptions } from './fileOptions.js';
import { optimizerOptions } from './optimizerOptions.js';
import { optimizerTable } from './optimizerTable.js';
import { option, type ValuesOf } from './option.js';
import { outputOptions } from './outputOptions.js';
import { momentumPair } from './rules.js';
import { runScheduleOptions } from './runScheduleOptions.js';
import { trainingOptions } from './trainingOptions.js';

/**
 * Every option of `adam-train train`, in the help's order: the one place that names it, says its default and its range. The
 * keys are the names that config.json and the library use.
 */
export const trainOptions = {
  ...fileOptions,
  ...dataOptions,
  ...trainingOptions,
  ...optimizerOptions,
  ...runScheduleOptions,
  ...outputOptions,
} as const;

/** PyTorch's way to give both decays at once: `--betas 0.9,0.999`. */
export const betasOption = option({
  flag: '--betas',
  argument: 'β1,β2',
  group: 'Optimizer',
  help: 'beta1 and beta2 at once',
  rule: momentumPair,
  default: [optimizerTable.adam.options.beta1, optimizerTable.adam.options.beta2],
});

type Values = ValuesOf<typeof trainOptions>;

/** Options that are off unless they are given, or that only some optimizers have. */
type Optional =
  | 'name'
  | 'data'
  | 'target'
  | 'columns'
  | 'ignoreColumns'
  | 'textColumns'
  | 'delimiter'
  | 'thousands'
  | 'naValues'
  | 'valSize'
  | 'patience'
  | 'checkpointEvery'
  | 'clipNorm'
  | 'clipValue'
  | 'ema'
  | Exclude<keyof typeof runScheduleOptions, 'schedule' | 'warmup'>
  | Exclude<keyof typeof optimizerOptions, 'optimizer' | 'learningRate' | 'weightDecay'>;

/** A run's settings, every one of them decided but those that are off, and the name of a folder that is yet to be numbered. */
export type TrainConfig = Omit<Values, Optional> & { [Key in Optional]: Values[Key] | undefined };
export type TrainOptionName = keyof Values;
