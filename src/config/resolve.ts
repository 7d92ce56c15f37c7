import { UsageError } from '../errors.js';
import { formatText } from '../format.js';
import { checkModelSize } from '../model/modelSize.js';
import { checkMarks } from './cellFormat.js';
import { checkCells, checkSplit, type Drawn, informativeColumns } from './generatedRows.js';
import { nameOf } from './nameOf.js';
import { optimizerNames, optimizerTable } from './optimizerTable.js';
import { optimizerValues } from './optimizerValues.js';
import type { Option } from './option.js';
import { type ScheduleOptionKey, scheduleValues } from './scheduleValues.js';
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
  const table = optionsOf(given.optimizer?.value);
  const values = resolveValues(table, given) as Omit<TrainConfig, 'informative' | 'standardizeTarget'> &
    Drawn & { standardizeTarget: boolean | undefined };
  const notes: string[] = [];
  checkSource(given);
  checkMarks(values);

  const optimizer = optimizerValues(values, given);
  const { epochs, warmup } = values;
  const config: TrainConfig = {
    ...values,
    ...optimizer,
    ...(scheduleValues(values.schedule, given, {
      epochs,
      warmup,
      learningRate: optimizer.learningRate,
    }) as Pick<TrainConfig, ScheduleOptionKey>),
    informative: informativeColumns(values, given, notes),
    // Generated data stay as the reference script has them.
    standardizeTarget: values.standardizeTarget ?? values.data !== undefined,
  };
  if (config.data === undefined) {
    checkSplit(config, given);
    checkCells(config, given);
  }
  const isKnown = config.data === undefined;
  checkModelSize(isKnown ? config.features : undefined, config.hidden, nameOf('hidden', given));
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
  if (config.schedule === 'plateau' && config.valSize === undefined) {
    notes.push(
      `${nameOf('schedule', given)} plateau without --val-size follows the test loss, so the test metrics are biased; add --val-size 0.2.`,
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

/** The options with the defaults of the optimizer that was given, for messages. */
function optionsOf(optimizer: unknown): typeof trainOptions {
  const name = optimizerNames.find((known) => known === optimizer) ?? trainOptions.optimizer.default;
  const defaults: Partial<Record<string, number | boolean>> = optimizerTable[name ?? 'adam'].options;
  const entries = Object.entries<Option<unknown>>(trainOptions).map(([key, option]) => {
    const usual = option.optimizers === undefined ? undefined : defaults[key];
    return [key, usual === undefined ? option : { ...option, defaultWords: String(usual) }];
  });
  return Object.fromEntries(entries);
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
