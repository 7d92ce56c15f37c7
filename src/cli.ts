#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { declareTrainFlags } from './commands/trainFlags.js';
import { AdamTrainError, exitCodes } from './errors.js';
import { version } from './version.js';

const examples = `
Examples:
  adam-train                                          the default job
  adam-train --lr 0.01 --epochs 500 --batch-size 32   larger steps, longer, in mini-batches
  adam-train --samples 500 --noise 20 --weight-decay 0.1 --decoupled-weight-decay   AdamW on noisy data

Exit codes: 0 done, 1 internal or file error, 2 wrong usage, 3 bad data, 4 training diverged, 130 and 143 interrupted.
`;

const program = new Command('adam-train')
  .description('Trains a small neural regressor with a hand-written Adam and draws what happened.')
  .version(version, '-V, --version', 'print the version')
  .helpOption('-h, --help', 'print this help')
  .helpCommand(false)
  .configureOutput({ outputError: (text, write) => write(text.replace(/\n(?=.)/g, ' ')) })
  .exitOverride();

const train = program
  .command('train')
  .description('generate a regression problem, train on it and draw the result (the default command)')
  .allowExcessArguments(false)
  .addHelpText('after', examples);
const given = declareTrainFlags(train);
train.action(async () => (await import('./commands/train.js')).train(given));
program.addHelpText('after', () => `\n${train.helpInformation()}${examples}`);

/** Without a command's name, train is meant: `adam-train --lr 0.1`. A word in its place is left to commander. */
function withCommand(args: readonly string[]): readonly string[] {
  const [first = '--'] = args;
  const isOption = first.startsWith('-') && !['-h', '--help', '-V', '--version'].includes(first);
  return isOption ? ['train', ...args.filter((arg) => arg !== '--' || args.length > 0)] : args;
}

/** Says what went wrong and gives the exit code. */
function report(error: unknown): number {
  // commander has printed its message; its own code for wrong usage is 1.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof AdamTrainError) {
    process.stderr.write(`error: ${error.message}\n`);
    return error.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`error: adam-train failed inside: ${message}. Please report it with the command you ran.\n`);
  if (process.env['ADAM_TRAIN_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return exitCodes.internal;
}

process.on('SIGINT', () => process.exit(exitCodes.interrupted));
process.on('SIGTERM', () => process.exit(exitCodes.terminated));
// A reader that closes the pipe early, such as head, has what it wants.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodes.internal);
});

try {
  await program.parseAsync([...withCommand(process.argv.slice(2))], { from: 'user' });
} catch (error) {
  process.exitCode = report(error);
}
