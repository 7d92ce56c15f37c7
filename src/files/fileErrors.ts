import { AdamTrainError } from '../errors.js';
import { meaningOf, systemCode } from './systemErrors.js';

/** What says where files go: a flag, or nothing, where they go into the folder of an earlier run. */
export type Place = '--out' | '--to' | '--output' | 'an earlier run';

/** Cures for those codes that another folder alone does not mend. */
const cures = new Map<string, (elsewhere: string) => string>([
  ['ENOSPC', (elsewhere) => `Free some space, or ${elsewhere}.`],
  ['EDQUOT', (elsewhere) => `Free some space, or ${elsewhere}.`],
  ['EFBIG', (elsewhere) => `Raise the limit (ulimit -f), or ${elsewhere}.`],
  ['ENAMETOOLONG', () => 'Choose a shorter name.'],
  ['EMFILE', () => 'Close other programs and run again.'],
  ['ENFILE', () => 'Close other programs and run again.'],
]);

/**
 * Runs a piece of file work; a system error becomes a sentence that names the path and the cure (exit code 1).
 *
 * @param place what says where files go
 */
export function onPath<Result>(path: string, work: () => Result, place: Place = '--out'): Result {
  try {
    return work();
  } catch (cause) {
    throw unwritable(path, cause, place);
  }
}

/** The sentence for a system error in writing to a path; anything else is given back as it is. */
export function unwritable(path: string, cause: unknown, place: Place): unknown {
  const code = systemCode(cause);
  if (code === undefined) return cause;
  const elsewhere =
    place === 'an earlier run'
      ? "go on with a copy of the run's folder in another place"
      : `choose another folder with ${place}`;
  const what = code === 'ENOENT' ? 'no folder can be made there' : meaningOf(code);
  const advice = cures.get(code)?.(elsewhere) ?? `${elsewhere.charAt(0).toUpperCase()}${elsewhere.slice(1)}.`;
  return new AdamTrainError(`${path} cannot be written: ${what}. ${advice}`, undefined, { cause });
}

/**
 * The sentence for a system error that nobody has met on the way; undefined for any other error, which is the program's own fault.
 */
export function unforeseen(cause: unknown): AdamTrainError | undefined {
  const code = systemCode(cause);
  if (code === undefined) return undefined;
  const { path, dest, syscall } = cause as NodeJS.ErrnoException & { dest?: string };
  if (syscall === 'uv_cwd') {
    return new AdamTrainError('The working directory is gone; change to another one and run again.');
  }
  const place = dest ?? path;
  const what =
    place === undefined ? `The system refuses to ${syscall ?? 'go on'}` : `${place} cannot be used`;
  return new AdamTrainError(
    `${what}: ${meaningOf(code)}. Mend that, or choose another path, and run again.`,
    undefined,
    { cause },
  );
}
