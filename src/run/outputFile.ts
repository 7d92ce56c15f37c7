import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AdamTrainError, UsageError } from '../errors.js';
import { writeAtomically } from './atomicFile.js';

/**
 * Writes a file that a user named by --output, in full or not at all.
 *
 * @param pieces is called when it is known that the file can be written
 * @throws UsageError if there is one of that name, unless `force` is set
 * @throws AdamTrainError (exit code 1) if it cannot be written
 */
export function writeNewFile(path: string, pieces: () => Iterable<string>, force: boolean): void {
  if (!force && existsSync(path)) {
    throw new UsageError(
      `--output must be a new file, got ${path}; choose another, or replace it with --force.`,
    );
  }
  try {
    writeAtomically(path, pieces());
  } catch (cause) {
    const code = cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined;
    if (code === undefined || cause instanceof AdamTrainError) throw cause;
    throw new AdamTrainError(
      `${path} cannot be written: ${causes[code] ?? `the system says ${code}`}; choose another --output.`,
      undefined,
      { cause },
    );
  }
}

const causes: Record<string, string> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'the name is too long',
};

/**
 * Writes to standard output as fast as it is read. A reader that closes the pipe early, such as head, has what it wants;
 * what else is wrong with standard output, cli.ts says where it listens to the stream.
 */
export async function writeStandardOutput(pieces: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), process.stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall !== 'write') throw error;
  }
}
