import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a file under a temporary name and renames it, so that it is there in full or not at all.
 *
 * The package write-file-atomic 7 takes a write that the system cut short for a whole one, and so leaves half a file
 * when the disk fills up; Node's writeFileSync goes on until all is written or an error says why not.
 */
export function writeAtomically(path: string, content: string | Buffer | Iterable<string>): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const descriptor = openSync(temporary, 'w');
    try {
      const pieces = typeof content === 'string' || Buffer.isBuffer(content) ? [content] : content;
      for (const piece of pieces) writeFileSync(descriptor, piece);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * The same for text that comes over time; nothing is left behind if the process ends before it is all there.
 *
 * @throws what the pieces throw, or the system
 */
export async function streamAtomically(
  path: string,
  pieces: AsyncIterable<string> | Iterable<string>,
): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  const remove = () => rmSync(temporary, { force: true });
  const descriptor = openSync(temporary, 'w');
  process.once('exit', remove);
  try {
    try {
      for await (const piece of pieces) writeFileSync(descriptor, piece);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    remove();
    throw error;
  } finally {
    process.off('exit', remove);
  }
}
