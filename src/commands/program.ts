import { Command } from 'commander';
import { version } from '../version.js';
import { commands } from './index.js';
import { train } from './train/command.js';

/** The command line: every command with its flags. */
export const program = new Command('adam-train')
  .description(
    'Trains a small neural regressor with a hand-written Adam, or one of its relatives, and draws what happened.',
  )
  .version(version, '-V, --version', 'print the version')
  .helpOption('-h, --help', 'print this help')
  .helpCommand(false) // see withCommand
  .configureOutput({ outputError: () => {} }) // said by cli.ts
  .exitOverride();

for (const command of commands) command.declareOn(program);

/** The command that is meant where none is named, and whose flags the program's own help shows. */
const meant = program.commands.find((command) => command.name() === train.name);
program.addHelpText('after', () => `\n${meant?.helpInformation()}${train.help}`);

/** Without a command's name, train is meant: `adam-train --lr 0.1`; `help X` is `X --help`. */
export function withCommand(args: readonly string[]): readonly string[] {
  const [first, second] = args;
  if (first === 'help' && second !== undefined) {
    return isCommand(second) ? [second, '--help'] : [second];
  }
  if (first === 'help') return ['--help'];
  const isNamed = first !== undefined && !first.startsWith('-');
  const isOfProgram = first !== undefined && ['-h', '--help', '-V', '--version'].includes(first);
  return isNamed || isOfProgram ? args : [train.name, ...args];
}

export function isCommand(name: string): boolean {
  return commands.some((command) => command.name === name);
}
