import type { cellOptions } from './cellOptions.js';
import { backendChoices, type MissingChoice, unknownChoices } from './choices.js';
import { fileOptions } from './fileOptions.js';
import { type Option, option, type ValuesOf } from './option.js';
import { outputOptions } from './outputOptions.js';
import { type GivenOptions, resolveValues } from './resolve.js';
import { dataFile, oneOf, toggle } from './rules.js';

/** An option that is as in training where it is not given. */
function asTrained<Value>({ default: _, ...others }: Option<Value>): Option<Value> {
  return { ...others, defaultWords: 'as in training' };
}

/** Every option of `adam-train predict`, in the help's order. */
export const predictOptions = {
  data: option({
    ...fileOptions.data,
    help: 'the CSV file of rows to predict; - reads standard input',
    defaultWords: 'none',
  }),
  noHeader: fileOptions.noHeader,
  delimiter: fileOptions.delimiter,
  decimal: asTrained(fileOptions.decimal),
  thousands: asTrained(fileOptions.thousands),
  naValues: asTrained(fileOptions.naValues),
  noDefaultNa: asTrained(fileOptions.noDefaultNa),
  missing: option({
    flag: '--missing',
    argument: 'how',
    group: 'Data',
    help: "what to do about a missing number: stop, or put the training rows' mean",
    rule: oneOf(['error', 'mean'] satisfies MissingChoice[]),
    defaultWords: 'as in training',
  }),
  unknown: option({
    flag: '--unknown',
    argument: 'how',
    group: 'Data',
    help: 'what to do about a category that training did not know: stop, or take none of the known ones',
    rule: oneOf(unknownChoices),
    default: 'error',
  }),
  backend: option({
    flag: '--backend',
    argument: 'name',
    group: 'Engine',
    help: 'what computes',
    rule: oneOf(backendChoices.filter((choice) => choice !== 'auto')),
    default: 'wasm',
  }),
  output: option({
    flag: '--output',
    argument: 'file',
    group: 'Output',
    help: 'where the predictions go instead of standard output',
    rule: { ...dataFile, words: 'the path of a file' },
    defaultWords: 'standard output',
  }),
  force: option({ ...outputOptions.force, help: 'replace the --output file if it is there' }),
  quiet: option({
    flag: '--quiet',
    group: 'Output',
    help: 'keep the metrics and notes off standard error',
    rule: toggle,
    default: false,
  }),
} as const;

type Values = ValuesOf<typeof predictOptions>;
export type PredictOptionName = keyof Values;
export type GivenPredictOptions = GivenOptions<PredictOptionName>;

/** Options that are off, or depend on the model, unless they are given. */
type Optional = 'data' | 'delimiter' | keyof typeof cellOptions | 'missing' | 'output';
export type PredictConfig = Omit<Values, Optional> & { [Key in Optional]: Values[Key] | undefined };

/**
 * Checks every given value against its rule and fills in the defaults.
 *
 * @throws UsageError in one sentence: the option, the rule, the value and the cure
 */
export function resolvePredictConfig(given: GivenPredictOptions): PredictConfig {
  return resolveValues(predictOptions, given) as unknown as PredictConfig;
}
