import type { CommanderError } from 'commander';
import { printable, shortened } from '../text.js';
import { missingValue, similarFlag } from './flags.js';
import { isCommand, withCommand } from './program.js';
import { train } from './train/command.js';

/** How much of an unknown flag or command is shown again. */
const MOST_TYPED = 100;

/** The sentence about what commander objects to in a command line. */
export function usageSentence(error: CommanderError, args: readonly string[]): string {
  const [name = ''] = withCommand(args);
  // What was typed stands in quotes.
  const typed = /'([\s\S]*)'/.exec(error.message)?.[1] ?? '';
  const flag = /^--[\w-]+/.exec(typed)?.[0] ?? '';
  if (error.code === 'commander.optionMissingArgument') {
    const missing = missingValue(name, flag);
    if (missing !== undefined) return missing.message;
  }
  // Commander's own question stands on a line of its own.
  const said = error.message
    .replace(/^error: /, '')
    .replace(/\n(\([^\n]*\?\))$/, ' $1')
    .replace(/'([\s\S]*)'/, () => `'${shortened(printable(typed), MOST_TYPED)}'`);
  if (said.endsWith('?)')) return said;
  const meant = error.code === 'commander.unknownOption' ? similarFlag(name, flag) : undefined;
  if (meant !== undefined) return `${said} (Did you mean ${meant}?)`;
  const command = name !== train.name && isCommand(name) ? `${name} ` : '';
  return `${said.replace(/\.$/, '')}; see adam-train ${command}--help`;
}
