import { Command } from 'commander';
import { version } from '../version.js';
import { commands } from './index.js';
import { commonFlags, hasShortHelp, isShort, shortenHelp, wholeHelpFlag } from './shortHelp.js';
import { train } from './train/command.js';
import { versionCommand } from './version/command.js';

/** The command line: every command with its flags. */
export const program = new Command('adam-train')
  .description(
    'Trains a small neural regressor with a hand-written Adam, or one of its relatives, and draws what happened.',
  )
  .version(version, '-V, --version', 'print the version; --version --json also what it runs on')
  .helpOption('-h, --help', 'print this help')
  .helpCommand(false) // see withCommand
  .configureOutput({ outputError: () => {} }) // said by cli.ts
  .exitOverride();

for (const command of commands) command.declareOn(program);

/** The command that is meant where none is named, and whose flags the program's own help shows. */
const meant = program.commands.find((command) => command.name() === train.name);
if (meant !== undefined) {
  shortenHelp(program, [meant]);
  program.addHelpText('after', () =>
    isShort(program)
      ? `\n${commonFlags(meant, 'Common flags of train:')}\nA command's flags: adam-train COMMAND --help; all of train: adam-train --help all`
      : `\n${meant.helpInformation()}${train.help}`,
  );
}

const versionFlags = ['-V', '--version'];
const helpFlags = ['-h', '--help'];

/**
 * Without a command's name, train is meant: `adam-train --lr 0.1`; `help X` is `X --help`, and `--version --json` a command of
 * its own.
 */
export function withCommand(args: readonly string[]): readonly string[] {
  const [first, second] = args;
  if (first === 'help' && second !== undefined && second !== 'all') {
    return isCommand(second) ? withWholeHelp([second, '--help', ...args.slice(2)]) : [second];
  }
  if (first === 'help') return withWholeHelp(['--help', ...args.slice(1)]);
  if (asksForVersion(args)) return [versionCommand.name, '--json'];
  const isNamed = first !== undefined && !first.startsWith('-');
  const isOfProgram = first !== undefined && [...helpFlags, ...versionFlags].includes(first);
  return withWholeHelp(isNamed || isOfProgram ? args : [train.name, ...args]);
}

function asksForVersion(args: readonly string[]): boolean {
  return args.length === 2 && args.includes('--json') && args.some((arg) => versionFlags.includes(arg));
}

/** `--help all` as the word that commander knows, where there is a short help. */
function withWholeHelp(args: readonly string[]): readonly string[] {
  const at = args.findIndex((arg) => helpFlags.includes(arg));
  const asked = at === 0 ? program : program.commands.find((command) => command.name() === args[0]);
  if (at === -1 || args[at + 1] !== 'all' || asked === undefined || !hasShortHelp(asked)) return args;
  return args.toSpliced(at, 2, wholeHelpFlag(asked.name()));
}

export function isCommand(name: string): boolean {
  return commands.some((command) => command.name === name);
}
