import type { Argument, Command, Option as Flag } from 'commander';
import type { JsonSchema } from '../../settings/range.js';
import type { Setting } from '../../settings/setting.js';
import { textsBehindFlags } from '../defineCommand.js';
import { flagMeanings, negationOf } from '../flags.js';
import { hasShortHelp } from '../shortHelp.js';
import { train } from '../train/command.js';

/** What may stand behind a flag or a command, as far as a shell can complete it; any is what only the user knows. */
export type Values =
  | { kind: 'file' | 'folder' | 'any' }
  | { kind: 'choice'; choices: readonly string[]; isList: boolean };

export interface TableFlag {
  /** The help's name first, then its aliases. */
  names: readonly [string, ...string[]];
  /** In a few words. */
  help: string;
  /** With all that the help says. */
  description: string;
  /** What stands behind it; absent for a switch. */
  value?: {
    name: string;
    isOptional: boolean;
    /** Whether an optional one is the next word, which that behind a switch is only with its =. */
    isNextWord?: boolean;
    values: Values;
  };
  /** Whether it may stand there more than once. */
  isRepeated: boolean;
  group: string;
}

export interface TableCommand {
  name: string;
  summary: string;
  /** Whether it is meant where no command is named. */
  isDefault: boolean;
  argument?: { name: string; help: string; isOptional: boolean; isList: boolean; values: Values };
  flags: readonly TableFlag[];
  /** What the help says behind the flags. */
  epilogue: string;
}

export const helpFlag: TableFlag = ownFlag(['-h', '--help'], 'print this help');
/** Where a command's help shows its common flags alone. */
const shortHelpFlag: TableFlag = {
  ...ownFlag(['-h', '--help'], 'print the common flags, or all flags'),
  value: {
    name: 'all',
    isOptional: true,
    isNextWord: true,
    values: { kind: 'choice', choices: ['all'], isList: false },
  },
};
/** The program's own, where no command is named. */
export const versionFlag: TableFlag = ownFlag(['-V', '--version'], 'print the version');

/** The commands of the program that are not hidden, with their flags. */
export function commandTable(program: Command): TableCommand[] {
  return program
    .createHelp()
    .visibleCommands(program)
    .map((command) => {
      const [argument] = command.registeredArguments;
      return {
        name: command.name(),
        summary: command.description(),
        isDefault: command.name() === train.name,
        ...(argument && { argument: tableArgument(argument) }),
        flags: [...command.options.flatMap(tableFlag), hasShortHelp(command) ? shortHelpFlag : helpFlag],
        epilogue: textsBehindFlags.get(command) ?? '',
      };
    });
}

function tableArgument(argument: Argument): NonNullable<TableCommand['argument']> {
  const { description, required, variadic, argChoices: choices } = argument;
  const values: Values =
    choices === undefined ? pathValues(argument.name()) : { kind: 'choice', choices, isList: false };
  return { name: argument.name(), help: description, isOptional: !required, isList: variadic, values };
}

/** A flag under its first name, and what turns it off where its help says so; nothing for an alias, which stands beside it. */
function tableFlag(flag: Flag): TableFlag[] {
  const { long, description, required, optional, hidden, helpGroupHeading } = flag;
  const meaning = flagMeanings.get(flag);
  const setting = meaning?.setting;
  if (long === undefined || (setting === undefined ? hidden : setting.flag !== long)) return [];
  const [, name] = /[<[](.*)[>\]]$/.exec(flag.flags) ?? [];
  const group = (helpGroupHeading ?? 'Options').replace(/:$/, '');
  return [
    {
      names: [long, ...(setting?.aliases ?? [])],
      help: setting?.help ?? description,
      description,
      ...((required || optional) && {
        value: {
          name: name ?? 'value',
          isOptional: optional,
          values: setting === undefined ? pathValues(name) : settingValues(setting, meaning?.isList ?? false),
        },
      }),
      isRepeated: setting?.range.whenRepeated === 'adds' || name === 'values',
      group,
    },
    ...(setting === undefined ? [] : negation(setting, group)),
  ];
}

/** What turns a switch off that the help says it does: one that is on unless it is turned off. */
function negation(setting: Setting<unknown>, group: string): TableFlag[] {
  const name = negationOf(setting);
  if (setting.argument !== undefined || !setting.help.includes(name)) return [];
  const help = `turn ${setting.flag} off`;
  return [{ names: [name], help, description: help, isRepeated: false, group }];
}

function settingValues(
  { argument, range }: { argument?: string; range: { jsonSchema: JsonSchema } },
  isList: boolean,
): Values {
  const choices = choicesIn(range.jsonSchema);
  // What a shell would have to quote, as the characters of --decimal, is typed as fast.
  const isTyped = choices.length === 0 || choices.some((choice) => !/^[\w-]+$/.test(choice));
  return isTyped ? pathValues(argument) : { kind: 'choice', choices, isList };
}

/** The words that a value may be, alone or as one of a list. */
function choicesIn({ type, enum: words, const: word, anyOf, items }: JsonSchema): string[] {
  if (Array.isArray(words)) return words.map(String);
  if (typeof word === 'string') return [word];
  if (type === 'boolean') return ['true', 'false'];
  if (Array.isArray(anyOf)) return anyOf.flatMap(choicesIn);
  return items === undefined ? [] : choicesIn(items as JsonSchema);
}

/** What stands for a path in the help says which: <file>, <run-folder>. */
function pathValues(name = ''): Values {
  if (/^(file|path)$/.test(name)) return { kind: 'file' };
  return { kind: /(^|-)folder$/.test(name) ? 'folder' : 'any' };
}

function ownFlag(names: TableFlag['names'], help: string): TableFlag {
  return { names, help, description: help, isRepeated: false, group: 'Options' };
}
