import { createTurns } from '../turns.js';
import { TemporaryFile } from './temporaryFile.js';

/**
 * Writes a file under a temporary name and renames it, so that it is there in full or not at all. A file that was there is
 * replaced and gives its mode to the new one; a link is replaced, and what it leads to is left alone.
 *
 * The package write-file-atomic 7 takes a write that the system cut short for a whole one, and so leaves half a file
 * when the disk fills up.
 */
export function writeAtomically(path: string, content: string | Buffer | Iterable<string>): void {
  const file = new TemporaryFile(path);
  try {
    writeAll(file, content);
    file.moveIn();
  } catch (error) {
    file.remove();
    throw error;
  }
}

/** Writes a temporary file's content to the disk; it keeps its temporary name. */
export function writeAll(file: TemporaryFile, content: string | Buffer | Iterable<string>): void {
  const pieces = typeof content === 'string' || Buffer.isBuffer(content) ? [content] : content;
  for (const piece of pieces) file.write(piece);
  file.finish();
}

/**
 * The same for text that comes over time, with turns for others between its pieces; nothing is left behind if the process
 * ends before it is all there.
 *
 * @throws what the pieces throw, or the system
 */
export async function streamAtomically(
  path: string,
  pieces: AsyncIterable<string> | Iterable<string>,
): Promise<void> {
  const file = new TemporaryFile(path);
  const remove = () => file.remove();
  process.once('exit', remove);
  try {
    const turn = createTurns();
    for await (const piece of pieces) {
      file.write(piece);
      await turn();
    }
    file.finish();
    file.moveIn();
  } catch (error) {
    remove();
    throw error;
  } finally {
    process.off('exit', remove);
  }
}
