import { printable } from './text.js';

/**
 * What the process's exit code says. They are part of the program's interface. A process that a signal ends has 128 and the
 * signal's number: 1 for SIGHUP, which a closed terminal sends, 2 for SIGINT and 15 for SIGTERM.
 */
export const exitCodes = {
  done: 0,
  internal: 1,
  usage: 2,
  badData: 3,
  diverged: 4,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

/**
 * An error whose message is written for the person at the terminal: what is wrong, and the cure, on one line. Whatever of a file,
 * a path or a flag is in it is escaped where a terminal would obey it.
 */
export class AdamTrainError extends Error {
  override name = 'AdamTrainError';

  constructor(
    message: string,
    /** The code that the process ends with. */
    readonly exitCode: number = exitCodes.internal,
    options?: ErrorOptions,
  ) {
    super(printable(message), options);
  }
}

/** A value or flag that breaks a rule (exit code 2). */
export class UsageError extends AdamTrainError {
  override name = 'UsageError';

  constructor(message: string) {
    super(message, exitCodes.usage);
  }
}

/** There is not enough memory for what was asked. What the process took of it stays taken. */
export class OutOfMemory extends AdamTrainError {
  override name = 'OutOfMemory';
}

/** The error for data that cannot be trained on or predicted from (exit code 3). */
export function badData(sentence: string, cause?: unknown): AdamTrainError {
  return new AdamTrainError(sentence, exitCodes.badData, cause === undefined ? undefined : { cause });
}
