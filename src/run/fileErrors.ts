import { AdamTrainError } from '../errors.js';

const causes: Record<string, { what: string; cure: string }> = {
  EACCES: { what: 'permission is denied', cure: 'Choose another folder with --out.' },
  EPERM: { what: 'permission is denied', cure: 'Choose another folder with --out.' },
  EROFS: { what: 'the file system is read-only', cure: 'Choose another folder with --out.' },
  ENOSPC: { what: 'the disk is full', cure: 'Free some space, or choose another folder with --out.' },
  EFBIG: {
    what: 'the system allows no larger file',
    cure: 'Raise the limit (ulimit -f), or choose another folder with --out.',
  },
  EDQUOT: {
    what: 'the disk quota is used up',
    cure: 'Free some space, or choose another folder with --out.',
  },
  ENOENT: { what: 'no folder can be made there', cure: 'Choose another folder with --out.' },
  ENOTDIR: { what: 'a part of the path is a file', cure: 'Choose another folder with --out.' },
  EEXIST: { what: 'a file of that name is in the way', cure: 'Choose another folder with --out.' },
  ENAMETOOLONG: { what: 'the name is too long', cure: 'Choose a shorter --name or --out.' },
  EMFILE: { what: 'too many files are open', cure: 'Close other programs and run again.' },
};

/**
 * Runs a piece of file work; a system error becomes a sentence that names the path and the cure (exit code 1).
 *
 * @param folderFlag the flag that chose the folder
 */
export function onPath<Result>(path: string, work: () => Result, folderFlag = '--out'): Result {
  try {
    return work();
  } catch (cause) {
    const code = cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined;
    if (code === undefined || cause instanceof AdamTrainError) throw cause;
    const known = causes[code] ?? {
      what: `the system says ${code}`,
      cure: 'Choose another folder with --out.',
    };
    const cure = known.cure.replace('--out', folderFlag);
    throw new AdamTrainError(`${path} cannot be written: ${known.what}. ${cure}`, undefined, { cause });
  }
}
