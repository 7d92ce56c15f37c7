import { AdamTrainError } from '../errors.js';

/** What a system's code means; the cure for those without one is another folder. */
const causes: Record<string, { what: string; cure?: (elsewhere: string) => string }> = {
  EACCES: { what: 'permission is denied' },
  EPERM: { what: 'permission is denied' },
  EROFS: { what: 'the file system is read-only' },
  ENOSPC: { what: 'the disk is full', cure: (elsewhere) => `Free some space, or ${elsewhere}.` },
  EFBIG: {
    what: 'the system allows no larger file',
    cure: (elsewhere) => `Raise the limit (ulimit -f), or ${elsewhere}.`,
  },
  EDQUOT: {
    what: 'the disk quota is used up',
    cure: (elsewhere) => `Free some space, or ${elsewhere}.`,
  },
  ENOENT: { what: 'no folder can be made there' },
  ENOTDIR: { what: 'a part of the path is a file' },
  EEXIST: { what: 'a file of that name is in the way' },
  ENAMETOOLONG: { what: 'the name is too long', cure: () => 'Choose a shorter name.' },
  EMFILE: { what: 'too many files are open', cure: () => 'Close other programs and run again.' },
};

/**
 * Runs a piece of file work; a system error becomes a sentence that names the path and the cure (exit code 1).
 *
 * @param flag the one that says where files go
 */
export function onPath<Result>(path: string, work: () => Result, flag = '--out'): Result {
  try {
    return work();
  } catch (cause) {
    throw unwritable(path, cause, flag);
  }
}

/** The sentence for a system error in writing to a path; anything else is given back as it is. */
export function unwritable(path: string, cause: unknown, flag: string): unknown {
  const code = cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined;
  if (code === undefined || cause instanceof AdamTrainError) return cause;
  const elsewhere = `choose another folder with ${flag}`;
  const { what, cure } = causes[code] ?? { what: `the system says ${code}` };
  const advice = cure?.(elsewhere) ?? `C${elsewhere.slice(1)}.`;
  return new AdamTrainError(`${path} cannot be written: ${what}. ${advice}`, undefined, { cause });
}
