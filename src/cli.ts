#!/usr/bin/env node
import { CommanderError } from 'commander';
import { program, withCommand } from './commands/program.js';
import { usageSentence } from './commands/usageErrors.js';
import { print, printError } from './console/print.js';
import { hearSignals, isTerminalGone } from './console/signals.js';
import { AdamTrainError, exitCodes } from './errors.js';
import { unforeseen } from './files/fileErrors.js';

const args = process.argv.slice(2);

function sayError(sentence: string): void {
  printError(process.stderr, sentence);
}

/** Says what went wrong on standard error and gives the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) {
    // It ends with 1 for what it objects to, and with 0 after --help and --version.
    if (error.exitCode === 0) return exitCodes.done;
    sayError(usageSentence(error, args));
    return exitCodes.usage;
  }
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

hearSignals();
// A reader that closes the pipe early, such as head, has what it wants; the run goes on and ends with its own code.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Nor is there anybody to tell behind a terminal that is gone.
    if (error.code === 'EPIPE' || isTerminalGone()) return;
    process.exitCode = exitCodes.internal;
    if (stream === process.stdout) {
      sayError(`Standard output cannot be written (${error.code}); send it elsewhere.`);
    }
  });
}

try {
  await program.parseAsync([...withCommand(args)], { from: 'user' });
} catch (error) {
  process.exitCode = report(error);
}
