#!/usr/bin/env node
import { CommanderError } from 'commander';
import { takeUpSignal } from './commands/interruption.js';
import { program } from './commands/program.js';
import { missingValue, similarFlag } from './commands/trainFlags.js';
import { closeLostTerminal } from './console/lostTerminal.js';
import { print, printError } from './console/print.js';
import { AdamTrainError, exitCodes } from './errors.js';
import { unforeseen } from './files/fileErrors.js';
import { printable, shortened } from './text.js';

/** How much of an unknown option or command is shown again. */
const MOST_TYPED = 100;

/** Without a command's name, train is meant: `adam-train --lr 0.1`; `help X` is `X --help`. */
function withCommand(args: readonly string[]): readonly string[] {
  const [first, second] = args;
  if (first === 'help' && second !== undefined) {
    return program.commands.some((command) => command.name() === second) ? [second, '--help'] : [second];
  }
  if (first === 'help') return ['--help'];
  const isCommand = first !== undefined && !first.startsWith('-');
  const isOfProgram = first !== undefined && ['-h', '--help', '-V', '--version'].includes(first);
  return isCommand || isOfProgram ? args : ['train', ...args];
}

function sayError(sentence: string): void {
  printError(process.stderr, sentence);
}

/** Says what went wrong on standard error and gives the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return reportUsage(error);
  if (error instanceof AdamTrainError) {
    sayError(error.message);
    return error.exitCode;
  }
  const refusal = unforeseen(error);
  if (refusal !== undefined) {
    sayError(refusal.message);
    return refusal.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  sayError(`adam-train failed inside: ${message}. Please report it with the command you ran.`);
  if (process.env['ADAM_TRAIN_DEBUG'] && error instanceof Error) {
    print(process.stderr, ...`${error.stack}`.split('\n'));
  }
  return exitCodes.internal;
}

/** What commander objects to; it ends with 1 for that, and with 0 after --help and --version. */
function reportUsage(error: CommanderError): number {
  if (error.exitCode === 0) return exitCodes.done;
  const [name = ''] = withCommand(process.argv.slice(2));
  const isTrain = name === 'train';
  const flag = /^error: option '(--[\w-]+) .* argument missing$/.exec(error.message)?.[1];
  const missing = flag === undefined ? undefined : missingValue(name, flag);
  // What was typed stands in quotes, and commander's own question on a line of its own.
  let said = error.message
    .replace(/^error: /, '')
    .replace(/\n(\(Did you mean [^\n]*\?\))$/, ' $1')
    .replace(/'([\s\S]*)'/, (_, typed: string) => `'${shortened(printable(typed), MOST_TYPED)}'`);
  const unknown = /^unknown option '(--[\w-]+)/.exec(said)?.[1];
  const isMeantKnown = unknown === undefined || said.includes('Did you mean');
  const meant = isMeantKnown ? undefined : similarFlag(name, unknown);
  if (meant !== undefined) said += ` (Did you mean ${meant}?)`;
  const isOther = !isTrain && program.commands.some((command) => command.name() === name);
  const cure = said.endsWith('?)') ? '' : `; see adam-train ${isOther ? `${name} ` : ''}--help`;
  const message = missing?.message ?? `${said.replace(/\.$/, '')}${cure}`;
  sayError(message);
  return exitCodes.usage;
}

let isHungUp = false;
for (const [signal, exitCode] of [
  ['SIGHUP', exitCodes.hungUp],
  ['SIGINT', exitCodes.interrupted],
  ['SIGTERM', exitCodes.terminated],
] as const) {
  process.on(signal, () => {
    isHungUp ||= signal === 'SIGHUP';
    if (!takeUpSignal(exitCode)) process.exit(exitCode);
  });
}
process.once('exit', () => {
  if (isHungUp) closeLostTerminal();
});
// A reader that closes the pipe early, such as head, has what it wants; the run goes on and ends with its own code.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Nor is there anybody to tell behind a terminal that is gone.
    if (error.code === 'EPIPE' || isHungUp) return;
    process.exitCode = exitCodes.internal;
    if (stream === process.stdout) {
      sayError(`Standard output cannot be written (${error.code}); send it elsewhere.`);
    }
  });
}

try {
  await program.parseAsync([...withCommand(process.argv.slice(2))], { from: 'user' });
} catch (error) {
  process.exitCode = report(error);
}
