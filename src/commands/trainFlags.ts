import { type Command, Option as Flag } from 'commander';
import { closestMatch } from 'leven';
import { type ExplainSettingName, explainSettings } from '../config/explainSettings.js';
import { betasSetting, type GivenTrainSettings, trainSettings } from '../config/trainSettings.js';
import { UsageError } from '../errors.js';
import { optimizerNames } from '../optimizers/index.js';
import { defaultText, type GivenSetting, type GivenSettings, outsideRange } from '../settings/given.js';
import type { Setting } from '../settings/setting.js';
import { oneLine } from '../text.js';

/** The options that were declared, by their command's name. */
const declared = new Map<string, Setting<unknown>[]>();

/**
 * Declares train's flags on a command, and collects those that are given, unchecked, under the options' full names.
 *
 * @returns the collection, which is filled while the command is parsed
 */
export function declareTrainFlags(command: Command): GivenTrainSettings {
  return declareWithBetas(command, trainSettings);
}

/**
 * Declares explain's flags on a command, most of them train's, and collects those that are given, unchecked.
 *
 * @returns the collection, which is filled while the command is parsed
 */
export function declareExplainFlags(command: Command): GivenSettings<ExplainSettingName> {
  return declareWithBetas(command, explainSettings);
}

function declareWithBetas<Name extends string>(
  command: Command,
  table: Record<Name | 'beta1' | 'beta2', Setting<unknown>>,
): GivenSettings<Name | 'beta1' | 'beta2'> {
  const given = declareFlags(command, table, (key, give) => {
    if (key !== 'beta2') return;
    declareFlag(command, betasSetting, (name, text) => {
      const { range } = betasSetting;
      const pair = range.read(text);
      if (!range.holds(pair)) throw outsideRange({ name, text }, betasSetting);
      give('beta1', { name, text, value: pair[0] });
      give('beta2', { name, text, value: pair[1] });
    });
  });
  // Read where colours are made, which is before the settings are resolved where they are wrong.
  command.on('option:no-color', () => {
    process.env['NO_COLOR'] = '1';
    delete process.env['FORCE_COLOR'];
  });
  return given;
}

/**
 * Declares a table's options on a command, and collects those that are given, unchecked, under their keys.
 *
 * @param after is called as each option was declared, to add others behind it
 * @returns the collection, which is filled while the command is parsed
 */
export function declareFlags<Name extends string>(
  command: Command,
  table: Record<Name, Setting<unknown>>,
  after: (key: Name, give: (key: Name, value: GivenSetting) => void) => void = () => {},
): GivenSettings<Name> {
  const given: GivenSettings<Name> = {};
  const give = (key: Name, value: GivenSetting) => {
    const before = given[key]?.name;
    if (before !== undefined && before !== value.name) {
      throw new UsageError(`${before} and ${value.name} set the same parameter; give one of them.`);
    }
    given[key] = table[key].range.whenRepeated === 'adds' ? together(given[key], value) : value;
  };
  for (const [key, option] of Object.entries(table) as [Name, Setting<unknown>][]) {
    declareFlag(command, option, (name, text) => give(key, { name, text, value: option.range.read(text) }));
    if (option.argument === undefined)
      declareNegation(command, option, (name) =>
        give(key, { name, text: '', value: !option.range.read('') }),
      );
    after(key, give);
  }
  return given;
}

/** A flag's list behind what the same flag gave before. */
function together(before: GivenSetting | undefined, value: GivenSetting): GivenSetting {
  if (!Array.isArray(before?.value) || !Array.isArray(value.value)) return value;
  return { ...value, text: `${before.text},${value.text}`, value: [...before.value, ...value.value] };
}

/** Adds the flag, and its aliases out of the help's sight: there they stand beside the flag. */
function declareFlag(
  command: Command,
  option: Setting<unknown>,
  onGiven: (name: string, text: string) => void,
): void {
  declared.set(command.name(), [...(declared.get(command.name()) ?? []), option]);
  const value = option.argument === undefined ? '' : ` <${option.argument}>`;
  for (const name of [option.flag, ...option.aliases]) {
    const flag = new Flag(`${name}${value}`, describe(option)).helpGroup(`${option.group}:`);
    if (name !== option.flag) flag.hideHelp();
    command.addOption(flag);
    let before: string | undefined;
    command.on(`option:${flag.name()}`, (text: string | null) => {
      // commander takes whatever follows for the value, and so would swallow a flag; a text of dashes alone is none.
      if (text !== null && /^--+[^-]/.test(text)) throw missing(name, option);
      if (option.range.whenRepeated === 'stops' && before !== undefined) {
        throw new UsageError(
          `${name} must be given once, got ${oneLine(before, 60)} and ${oneLine(text ?? '', 60)}; leave one out.`,
        );
      }
      before = text ?? '';
      onGiven(name, text ?? '');
    });
  }
}

/** The flag that turns a config file's switch off, out of the help's sight: --no-amsgrad, and --header for --no-header. */
function declareNegation(command: Command, option: Setting<unknown>, onGiven: (name: string) => void): void {
  const name = option.flag.startsWith('--no-') ? `--${option.flag.slice(5)}` : `--no-${option.flag.slice(2)}`;
  const flag = new Flag(name).hideHelp();
  command.addOption(flag);
  command.on(`option:${flag.name()}`, () => onGiven(name));
}

/** The error for a flag that ends the line without its value. */
export function missingValue(commandName: string, flag: string): UsageError | undefined {
  const option = declared
    .get(commandName)
    ?.find(({ flag: name, aliases }) => [name, ...aliases].includes(flag as `--${string}`));
  return option && missing(flag, option);
}

function missing(name: string, option: Setting<unknown>): UsageError {
  return outsideRange({ name, text: 'nothing' }, option);
}

/** The flag or alias that a misspelled one was probably meant to be. */
export function similarFlag(commandName: string, misspelled: string): string | undefined {
  const names = (declared.get(commandName) ?? []).flatMap(({ flag, aliases }) => [flag, ...aliases]);
  return closestMatch(misspelled, names, { maxDistance: Math.ceil(misspelled.length / 4) });
}

/** The help's words: what it is, what it may be, what it is by default, how else it is called. */
function describe(option: Setting<unknown>): string {
  const facts: string[] = [];
  const { optimizers = optimizerNames } = option;
  if (optimizers.length < optimizerNames.length) facts.push(`of ${optimizers.join(', ')}`);
  if (option.schedules !== undefined) facts.push(`of ${option.schedules.join(', ')}`);
  if (option.argument !== undefined) facts.push(option.range.words, `default ${defaultText(option)}`);
  if (option.aliases.length > 0) facts.push(`also ${option.aliases.join(', ')}`);
  return facts.length === 0 ? option.help : `${option.help} (${facts.join('; ')})`;
}
