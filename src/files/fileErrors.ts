import { AdamTrainError } from '../errors.js';

/** What the system's codes mean, as a part of a sentence. */
const meanings = new Map<string, string>([
  ['EACCES', 'permission is denied'],
  ['EPERM', 'permission is denied'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EFBIG', 'the system allows no larger file'],
  ['ENOENT', 'there is no such file or folder'],
  ['ENOTDIR', 'a part of the path is a file'],
  ['EISDIR', 'it is a folder'],
  ['EEXIST', 'a file of that name is in the way'],
  ['ENOTEMPTY', 'something else is writing into that folder'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ELOOP', 'its symbolic links run in a circle'],
  ['EBUSY', 'another program, or the system itself, is using it'],
  ['ETXTBSY', 'it is a program that is running'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
  ['EIO', 'the disk failed'],
  ['ENXIO', 'there is no such device'],
  ['ENODEV', 'there is no such device'],
  ['ENOTCONN', 'the network drive does not answer'],
  ['ESTALE', 'the network drive has lost the file'],
  ['ETIMEDOUT', 'the network drive does not answer'],
  ['ENOTSUP', 'the file system cannot do that'],
  ['ENOSYS', 'the file system cannot do that'],
  ['EINVAL', 'the file system cannot do that'],
  ['EXDEV', 'it is on another disk'],
  ['EMLINK', 'the file system allows no more links'],
  ['ENOMEM', 'memory is used up'],
  ['EAGAIN', 'the system has nothing left to give'],
]);

/** The system's code for an error, such as ENOENT; undefined for an error that is not the system's. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, syscall } = error as NodeJS.ErrnoException;
  return typeof code === 'string' && (typeof syscall === 'string' || meanings.has(code)) ? code : undefined;
}

/** What a code means, as a part of a sentence. */
export function meaningOf(code: string): string {
  return meanings.get(code) ?? `the system says ${code}`;
}

/** What says where files go: a flag, of another command where this one has none, or nothing, where they go into the folder of an earlier run. */
export type Place = '--out' | '--to' | '--output' | 'adam-train report --to' | 'an earlier run';

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
  const advice = cures.get(code)?.(elsewhere) ?? `${elsewhere.charAt(0).toUpperCase()}${elsewhere.slice(1)}.`;
  return new AdamTrainError(`${path} cannot be written: ${whyUnwritable(code)}. ${advice}`, undefined, {
    cause,
  });
}

/** What a code means where something is written, as a part of a sentence. */
export function whyUnwritable(code: string): string {
  if (code === 'ENOENT') return 'no folder can be made there';
  // Windows has one code for both.
  const isOpen = process.platform === 'win32' && (code === 'EPERM' || code === 'EACCES');
  return `${meaningOf(code)}${isOpen ? ', or another program has it open' : ''}`;
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
