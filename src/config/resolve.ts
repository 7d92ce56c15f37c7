import { UsageError } from '../errors.js';
import { formatCount, formatText } from '../format.js';
import { type GenerateConfig, type GenerateOptionName, generateOptions } from './generateOptions.js';
import type { Option } from './option.js';
import { parameterCount } from './parameterCount.js';
import { testRows } from './testRows.js';
import { type TrainConfig, type TrainOptionName, trainOptions } from './trainOptions.js';

/** A value that somebody gave for an option. */
export interface GivenOption {
  /** The name it was given by, for messages: `--lr`. */
  name: string;
  /** How it was written, for messages. */
  text: string;
  /** The value read from the text, not yet checked. */
  value: unknown;
  /** The config file that it stands in, if no flag gave it. */
  file?: string;
}

/** The options of a command that were given. */
export type GivenOptions<Name extends string> = Partial<Record<Name, GivenOption>>;

export type GivenTrainOptions = GivenOptions<TrainOptionName>;

/** A command's settings. */
export interface Resolved<Config> {
  config: Config;
  /** Sentences for the user about values that were taken otherwise than given. */
  notes: string[];
}

/**
 * Checks every given value against its rule, then the rules between them, and fills in the defaults.
 *
 * @throws UsageError in one sentence: the option, the rule, the value and the cure
 */
export function resolveTrainConfig(given: GivenTrainOptions): Resolved<TrainConfig> {
  const values = resolveValues(trainOptions, given) as Omit<TrainConfig, 'informative'> & Drawn;
  const notes: string[] = [];
  checkSource(given);

  const config: TrainConfig = { ...values, informative: informativeColumns(values, given, notes) };
  if (config.data === undefined) {
    checkSplit(config, given);
    checkSize(config, given);
  }
  if (config.decoupledWeightDecay && config.weightDecay === 0) {
    notes.push(
      `${nameOf('decoupledWeightDecay', given)} does nothing while ${nameOf('weightDecay', given)} is 0.`,
    );
  }
  if (config.patience !== undefined && config.valSize === undefined) {
    notes.push(
      `${nameOf('patience', given)} without --val-size chooses the best epoch by the test loss, so the test metrics are biased; add --val-size 0.2.`,
    );
  }
  if (config.minDelta > 0 && config.patience === undefined) {
    notes.push(`${nameOf('minDelta', given)} does nothing without --patience.`);
  }
  if (config.force && config.name === undefined) {
    notes.push(`${nameOf('force', given)} does nothing without --name.`);
  }
  return { config, notes };
}

/** What a sentence calls an option: by where its value was given, or by its flag. */
function nameOf(key: TrainOptionName, given: GivenTrainOptions): string {
  return given[key]?.name ?? trainOptions[key].flag;
}

/**
 * The same for `adam-train data`.
 *
 * @throws UsageError in one sentence
 */
export function resolveGenerateConfig(given: GivenOptions<GenerateOptionName>): Resolved<GenerateConfig> {
  const values = resolveValues(generateOptions, given) as Omit<GenerateConfig, 'informative'> & Drawn;
  const notes: string[] = [];
  const config = { ...values, informative: informativeColumns(values, given, notes) };
  checkCells(config, given);
  if (config.force && config.output === undefined) notes.push('--force does nothing without --output.');
  return { config, notes };
}

/** What is drawn, before it is known how many columns matter. */
interface Drawn {
  features: number;
  informative: number | undefined;
}

function informativeColumns(drawn: Drawn, given: GivenOptions<'informative'>, notes: string[]): number {
  const { features, informative = Math.min(10, features) } = drawn;
  if (informative > features) {
    notes.push(
      `${nameOf('informative', given)} is ${informative}, more than the ${features} features; all of them are informative.`,
    );
  }
  return Math.min(informative, features);
}

/** An option about generated rows beside --data, or about a file without it, is a misunderstanding. */
function checkSource(given: GivenTrainOptions): void {
  const { data, target, columns, ignoreColumns } = given;
  const source = data === undefined ? 'generated' : 'file';
  for (const [key, { name }] of Object.entries(given)) {
    const option: Option<unknown> = trainOptions[key as TrainOptionName];
    if (option.source === undefined || option.source === source) continue;
    throw new UsageError(
      source === 'file'
        ? `${name} is about generated rows, and ${nameOf('data', given)} gives them; leave one of the two out.`
        : `${name} is about a file of data; name one with --data, or leave ${name} out.`,
    );
  }
  if (data !== undefined && target === undefined) {
    throw new UsageError(`${data.name} needs --target, the column to predict; add --target COLUMN.`);
  }
  if (columns !== undefined && ignoreColumns !== undefined) {
    throw new UsageError(`${columns.name} and ${ignoreColumns.name} both choose columns; give one of them.`);
  }
}

export function resolveValues<Name extends string>(
  table: Record<Name, Option<unknown>>,
  given: GivenOptions<Name>,
): Record<Name, unknown> {
  const entries = Object.entries(table) as [Name, Option<unknown>][];
  return Object.fromEntries(
    entries.map(([key, option]) => [key, resolveValue(option, given[key])]),
  ) as Record<Name, unknown>;
}

function resolveValue(option: Option<unknown>, given: GivenOption | undefined): unknown {
  if (given === undefined) return option.default;
  const checked = option.rule.schema.safeParse(given.value);
  if (!checked.success) throw brokenRule(given, option.rule.words, option);
  return checked.data;
}

/** The error for a value outside its rule: `--beta1 must be in [0, 1), got 1.2; the default is 0.9.` */
export function brokenRule(
  given: Pick<GivenOption, 'name' | 'text'>,
  words: string,
  option: Pick<Option<unknown>, 'default' | 'defaultWords'>,
): UsageError {
  return new UsageError(
    `${given.name} must be ${words}, got ${formatText(given.text)}; the default is ${defaultText(option)}.`,
  );
}

/** An option's default as a user would type it, or in words. */
export function defaultText(option: Pick<Option<unknown>, 'default' | 'defaultWords'>): string {
  return option.defaultWords ?? String(option.default);
}

/** The parts held out are rounded up, so it is the training part that can be left without a row. */
function checkSplit({ samples, testSize, valSize }: TrainConfig, given: GivenTrainOptions): void {
  const rows = `${given.samples?.text ?? samples} ${samples === 1 ? 'row' : 'rows'}`;
  const notTested = samples - testRows(samples, testSize);
  if (notTested < 1) {
    throw new UsageError(
      `${nameOf('testSize', given)} must leave at least one row to train on and one to test on, got ${given.testSize?.text ?? testSize} of ${rows}; lower ${nameOf('testSize', given)} or raise ${nameOf('samples', given)}.`,
    );
  }
  if (valSize !== undefined && testRows(notTested, valSize) >= notTested) {
    throw new UsageError(
      `${nameOf('valSize', given)} must leave at least one row to train on, got ${valSize} of the ${notTested} that ${nameOf('testSize', given)} leaves; lower it or raise ${nameOf('samples', given)}.`,
    );
  }
}

const MOST_VALUES = 500_000_000;
const MOST_PARAMETERS = 100_000_000;

/** Refuses what no machine's memory would hold, before anything is allocated. */
function checkSize(config: TrainConfig, given: GivenTrainOptions): void {
  checkCells(config, given);
  const parameters = parameterCount([config.features, ...config.hidden, 1]);
  if (parameters > MOST_PARAMETERS) {
    throw new UsageError(
      `${nameOf('hidden', given)} must give at most ${formatCount(MOST_PARAMETERS)} parameters, got ${formatCount(parameters)}; use smaller layers.`,
    );
  }
}

function checkCells(
  { samples, features }: { samples: number; features: number },
  given: GivenTrainOptions,
): void {
  if (samples * features > MOST_VALUES) {
    throw new UsageError(
      `${nameOf('samples', given)} times ${nameOf('features', given)} must be at most ${formatCount(MOST_VALUES)} values, got ${samples} times ${features}; lower one of them.`,
    );
  }
}
