import { type Command, Option as Flag } from 'commander';
import { closestMatch } from 'leven';
import { UsageError } from '../errors.js';
import { optimizerNames } from '../optimizers/index.js';
import { defaultText, type GivenSetting, type GivenSettings, outsideRange } from '../settings/given.js';
import type { Setting } from '../settings/setting.js';
import { oneLine } from '../text.js';
import { showInShortHelp } from './shortHelp.js';

/** The settings that were declared, by their command's name. */
const declared = new Map<string, Setting<unknown>[]>();

/** What a flag of the command line sets; one that only turns off what its setting turns on has none. */
export interface FlagMeaning {
  setting: Setting<unknown>;
  /** Whether several values may stand behind it, with commas between them. */
  isList: boolean;
}

/** Of every flag that sets something, for those who list them. */
export const flagMeanings = new WeakMap<Flag, FlagMeaning>();

/** A flag that gives several settings at once, and stands behind one of them in the help. */
export interface Shorthand<Name extends string> {
  setting: Setting<unknown[]>;
  /** The settings that the list's values go to. */
  gives: readonly Name[];
  behind: Name;
}

/**
 * Declares a table's settings as a command's flags, and collects those that are given, unchecked, under their keys.
 *
 * @returns the collection, which is filled while the command is parsed
 */
export function declareFlags<Name extends string>(
  command: Command,
  table: Readonly<Record<Name, Setting<unknown>>>,
  { required = [], shorthand }: Others<NoInfer<Name>> = {},
): GivenSettings<Name> {
  const given: GivenSettings<Name> = {};
  const give = (key: Name, value: GivenSetting) => {
    const before = given[key]?.name;
    if (before !== undefined && before !== value.name) {
      throw new UsageError(`${before} and ${value.name} set the same parameter; give one of them.`);
    }
    given[key] = table[key].range.whenRepeated === 'adds' ? together(given[key], value) : value;
  };
  for (const [key, setting] of Object.entries(table) as [Name, Setting<unknown>][]) {
    const onGiven = (name: string, text: string) =>
      give(key, { name, text, value: setting.range.read(text) });
    declareFlag(command, setting, onGiven, required.includes(key));
    if (setting.argument === undefined) {
      declareNegation(command, setting, (name) =>
        give(key, { name, text: '', value: !setting.range.read('') }),
      );
    }
    if (shorthand?.behind === key) declareShorthand(command, shorthand, give);
  }
  // Read where colours are made, which is before the settings are resolved where they are wrong.
  command.on('option:no-color', () => {
    process.env['NO_COLOR'] = '1';
    delete process.env['FORCE_COLOR'];
  });
  return given;
}

interface Others<Name extends string> {
  /** The settings that must be given. */
  required?: readonly Name[] | undefined;
  shorthand?: Shorthand<Name> | undefined;
}

function declareShorthand<Name extends string>(
  command: Command,
  { setting, gives }: Shorthand<Name>,
  give: (key: Name, value: GivenSetting) => void,
): void {
  declareFlag(command, setting, (name, text) => {
    const values = setting.range.read(text);
    if (!setting.range.holds(values)) throw outsideRange({ name, text }, setting);
    for (const [i, key] of gives.entries()) give(key, { name, text, value: values[i] });
  });
}

/** A flag's list behind what the same flag gave before. */
function together(before: GivenSetting | undefined, value: GivenSetting): GivenSetting {
  if (before === undefined) return value;
  return { ...value, text: `${before.text},${value.text}`, value: [before.value, value.value].flat() };
}

/** Adds the flag, and its aliases out of the help's sight: there they stand beside the flag. */
function declareFlag(
  command: Command,
  setting: Setting<unknown>,
  onGiven: (name: string, text: string) => void,
  isRequired = false,
): void {
  declared.set(command.name(), [...(declared.get(command.name()) ?? []), setting]);
  const value = setting.argument === undefined ? '' : ` <${setting.argument}>`;
  for (const name of [setting.flag, ...setting.aliases]) {
    const flag = new Flag(`${name}${value}`, describe(setting, isRequired)).helpGroup(`${setting.group}:`);
    flagMeanings.set(flag, { setting, isList: setting.range.jsonSchema['type'] === 'array' });
    if (name !== setting.flag) flag.hideHelp();
    else {
      flag.makeOptionMandatory(isRequired);
      if (setting.isCommon) showInShortHelp(flag, describeShortly(setting));
    }
    command.addOption(flag);
    let before: string | undefined;
    command.on(`option:${flag.name()}`, (text: string | null) => {
      // commander takes whatever follows for the value, and so would swallow a flag; a text of dashes alone is none.
      if (text !== null && /^--+[^-]/.test(text)) throw missing(name, setting);
      if (setting.range.whenRepeated === 'stops' && before !== undefined) {
        throw new UsageError(
          `${name} must be given once, got ${oneLine(before, 60)} and ${oneLine(text ?? '', 60)}; leave one out.`,
        );
      }
      before = text ?? '';
      onGiven(name, text ?? '');
    });
  }
}

/** What turns a config file's switch off: --no-amsgrad, and --header for --no-header. */
export function negationOf({ flag }: Setting<unknown>): string {
  return flag.startsWith('--no-') ? `--${flag.slice(5)}` : `--no-${flag.slice(2)}`;
}

/** That flag, out of the help's sight. */
function declareNegation(command: Command, setting: Setting<unknown>, onGiven: (name: string) => void): void {
  const name = negationOf(setting);
  const flag = new Flag(name).hideHelp();
  command.addOption(flag);
  command.on(`option:${flag.name()}`, () => onGiven(name));
}

/** The error for a flag that ends the line without its value. */
export function missingValue(commandName: string, flag: string): UsageError | undefined {
  const setting = declared
    .get(commandName)
    ?.find(({ flag: name, aliases }) => [name, ...aliases].includes(flag as `--${string}`));
  return setting && missing(flag, setting);
}

function missing(name: string, setting: Setting<unknown>): UsageError {
  return outsideRange({ name, text: 'nothing' }, setting);
}

/** The flag or alias that a misspelled one was probably meant to be. */
export function similarFlag(commandName: string, misspelled: string): string | undefined {
  const names = (declared.get(commandName) ?? []).flatMap(({ flag, aliases }) => [flag, ...aliases]);
  return closestMatch(misspelled, names, { maxDistance: Math.ceil(misspelled.length / 4) });
}

/** What the range's words say beyond the argument's name, which stands before them: nothing of <folder> and the path of a folder. */
function newWords({ argument = '', range: { words } }: Setting<unknown>): string[] {
  if (words === `the path of a ${argument}` || words === `the name of a ${argument}`) return [];
  return [words.startsWith(`${argument}, `) ? words.slice(argument.length + 2) : words];
}

/** The short help's words: what it is, the words that it may be, and what it is by default. */
export function describeShortly(setting: Setting<unknown>): string {
  const { argument, help, range } = setting;
  if (argument === undefined) return help;
  const whole = defaultText(setting);
  const [usual, others] = whole.split('; ');
  // One number, and others of some optimizers.
  const isNumber = others !== undefined && Number.isFinite(Number(usual));
  const facts = [
    ...('enum' in range.jsonSchema ? [range.words] : []),
    ...(usual === 'none' ? [] : [`default ${isNumber ? `${usual}, or what suits the optimizer` : whole}`]),
  ];
  return facts.length === 0 ? help : `${help} (${facts.join('; ')})`;
}

/** The help's words: what it is, what it may be, what it is by default, how else it is called. */
export function describe(setting: Setting<unknown>, isRequired: boolean): string {
  const facts: string[] = [];
  const { optimizers = optimizerNames } = setting;
  if (optimizers.length < optimizerNames.length) facts.push(`of ${optimizers.join(', ')}`);
  if (setting.losses !== undefined) facts.push(`of ${setting.losses.join(', ')}`);
  if (setting.schedules !== undefined) facts.push(`of ${setting.schedules.join(', ')}`);
  if (setting.argument !== undefined) {
    facts.push(...newWords(setting), isRequired ? 'required' : `default ${defaultText(setting)}`);
  }
  if (setting.aliases.length > 0) facts.push(`also ${setting.aliases.join(', ')}`);
  return facts.length === 0 ? setting.help : `${setting.help} (${facts.join('; ')})`;
}
