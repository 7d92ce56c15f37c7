import { csvSettings, type MissingChoice } from '../../data/csv/settings.js';
import { backends } from '../../engine/settings.js';
import { runSettings } from '../../run/settings.js';
import type { GivenSettings } from '../../settings/given.js';
import { oneOf, toggle } from '../../settings/range.js';
import { type Setting, setting, type ValuesOf } from '../../settings/setting.js';
import { file } from '../../settings/texts.js';

/** A setting that is as in training where it is not given. */
function asTrained<Value>({ default: _, ...others }: Setting<Value>): Setting<Value | undefined> {
  return { ...others, defaultWords: 'as in training' };
}

/** Every setting of `adam-train predict`, in the help's order. */
export const predictSettings = {
  data: {
    ...csvSettings.data,
    help: 'rows to predict',
    defaultWords: 'none',
  },
  noHeader: asTrained(csvSettings.noHeader),
  delimiter: asTrained(csvSettings.delimiter),
  comment: asTrained(csvSettings.comment),
  decimal: asTrained(csvSettings.decimal),
  thousands: asTrained(csvSettings.thousands),
  naValues: asTrained(csvSettings.naValues),
  noDefaultNa: asTrained(csvSettings.noDefaultNa),
  missing: setting({
    flag: '--missing',
    argument: 'how',
    group: 'Data',
    help: "what to do about a missing number: stop, or put the training rows' mean",
    range: oneOf(['error', 'mean'] satisfies MissingChoice[]),
    defaultWords: 'as in training',
  }),
  unknown: setting({
    flag: '--unknown',
    argument: 'how',
    group: 'Data',
    help: 'what to do about a category that training did not know: stop, or take none of the known ones',
    range: oneOf(['error', 'zeros']),
    default: 'error',
  }),
  backend: setting({
    flag: '--backend',
    argument: 'name',
    group: 'Engine',
    help: 'what computes',
    range: oneOf(backends),
    default: 'wasm',
  }),
  output: setting({
    flag: '--output',
    argument: 'file',
    group: 'Output',
    help: 'where the predictions go',
    range: file,
    defaultWords: 'standard output',
  }),
  force: { ...runSettings.force, help: 'replace the --output file if it is there' },
  quiet: setting({
    flag: '--quiet',
    group: 'Output',
    help: 'keep the metrics and notes off standard error',
    range: toggle,
    default: false,
  }),
} as const;

type PredictConfig = ValuesOf<typeof predictSettings>;
export type PredictSettingName = keyof PredictConfig;
export type GivenPredictSettings = GivenSettings<PredictSettingName>;
