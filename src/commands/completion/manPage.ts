import type { Command } from 'commander';
import { version } from '../../version.js';
import { commandTable, type TableCommand, type TableFlag, versionFlag } from './table.js';

/** The manual page adam-train(1), in the macros that every man knows. Flags that are the same as train's are only named. */
export function manPage(program: Command): string {
  const table = commandTable(program);
  const usual = table.find(({ isDefault }) => isDefault);
  const usualFlags = new Set(usual?.flags.map(said));
  const lines = [
    `.TH ADAM\\-TRAIN 1 "" ${inQuotes(`adam-train ${version}`)} "User Commands"`,
    '.nh', // a flag's name is not to be parted
    '.SH NAME',
    `adam\\-train \\- ${roff(lowered(program.description()).replace(/\.$/, ''))}`,
    '.SH SYNOPSIS',
    ...['[FLAG]...', 'COMMAND [FLAG]... [ARGUMENT]...', '-V|--version', '-h|--help'].flatMap((rest, i) => [
      ...(i === 0 ? [] : ['.br']),
      `.B adam\\-train`,
      roff(rest),
    ]),
    '.SH DESCRIPTION',
    line(program.description()),
    line(`Where no command is named, ${usual?.name} is meant.`),
    '.SH COMMANDS',
    ...table.flatMap(({ name, summary }) => ['.TP', `.B ${roff(name)}`, line(summary)]),
    '.SH OPTIONS',
    ...flagLines(versionFlag),
    ...table.flatMap((command) =>
      commandLines(command, (flag) => command !== usual && usualFlags.has(said(flag))),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function commandLines(
  { name, summary, argument, flags, epilogue }: TableCommand,
  isKnown: (flag: TableFlag) => boolean,
): string[] {
  const own = flags.filter((flag) => !isKnown(flag));
  const groups = [...new Set(own.map(({ group }) => group))];
  const same = flags.filter(isKnown).map(({ names }) => names.find((each) => each.startsWith('--')) ?? '');
  return [
    `.SH ${inQuotes(`ADAM-TRAIN ${name.toUpperCase()}`)}`,
    `.B ${roff(`adam-train ${name}`)}`,
    roff(`[FLAG]...${typed(argument)}`),
    '.PP',
    line(sentence(summary)),
    ...(argument === undefined ? [] : ['.TP', `.I ${roff(argument.name)}`, line(argument.help)]),
    ...groups.flatMap((group) => [
      `.SS ${inQuotes(group)}`,
      ...own.filter((flag) => flag.group === group).flatMap(flagLines),
    ]),
    ...(same.length === 0 ? [] : ['.SS "As in train"', line(`${same.join(', ')}.`)]),
    ...(epilogue === '' ? [] : ['.PP', '.nf', ...epilogue.trim().split('\n').map(line), '.fi']),
  ];
}

function flagLines({ names, description, value }: TableFlag): string[] {
  const shown = names.map((name) => `\\fB${roff(name)}\\fR`).join(', ');
  const [open, close] = value?.isOptional ? '[]' : '<>';
  const behind = value === undefined ? '' : ` ${roff(`${open}${value.name}${close}`)}`;
  return ['.TP', `${shown}${behind}`, line(description)];
}

function typed(argument: TableCommand['argument']): string {
  if (argument === undefined) return '';
  const words = `${argument.name}${argument.isList ? '...' : ''}`;
  return argument.isOptional ? ` [${words}]` : ` <${words}>`;
}

function said({ names, description, value }: TableFlag): string {
  return JSON.stringify([names, description, value?.name, value?.isOptional]);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function lowered(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/** A line of text, which is none of roff's own for the dot or quote that it begins with. */
function line(text: string): string {
  return roff(text).replace(/^[.']/, '\\&$&');
}

/** As a macro's argument that may have blanks. */
function inQuotes(text: string): string {
  return `"${roff(text).replaceAll('"', '\\(dq')}"`;
}

/** Text for roff: its escapes, hyphens that stay what is typed, and characters beyond ASCII by their numbers. */
function roff(text: string): string {
  return text
    .replace(/[\\'`^~-]/g, (character) => escapes[character] as string)
    .replace(/\P{ASCII}/gu, (character) => {
      const code = (character.codePointAt(0) as number).toString(16).toUpperCase();
      return `\\[u${code.padStart(4, '0')}]`;
    });
}

const escapes: Record<string, string> = {
  '\\': '\\e',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
  '-': '\\-',
};
