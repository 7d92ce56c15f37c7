import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createTurns } from '../turns.js';
import { waitForDisk } from './diskWait.js';
import { temporaryName } from './leftOvers.js';
import { patiently } from './patience.js';

/** What a file is to hold, whole or in pieces. */
export type Content = string | Buffer | Iterable<string>;

/** A file that is written under a temporary name beside its own, and takes that name once all is there. */
export class TemporaryFile {
  private readonly path: string;
  private descriptor: number | undefined;
  /** The file that it is to replace; a link, and anything else, is replaced without a look. */
  private readonly former: Stats | undefined;

  /** @param target the file's own path */
  constructor(private readonly target: string) {
    const found = lstatSync(target, { throwIfNoEntry: false });
    this.former = found?.isFile() ? found : undefined;
    this.path = join(dirname(target), temporaryName());
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
    // Nobody reads half a file that only some may read whole.
    this.descriptor = openSync(this.path, flags, this.former === undefined ? 0o666 : 0o600);
  }

  write(piece: string | Buffer): void {
    // Node's writeFileSync goes on where the system cuts a write short, until all is written or an error says why not.
    writeFileSync(this.descriptor as number, piece);
  }

  /** Writes all that it is to hold, and ends the writing. */
  writeAll(content: Content): void {
    const pieces = typeof content === 'string' || Buffer.isBuffer(content) ? [content] : content;
    for (const piece of pieces) this.write(piece);
    this.finish();
  }

  /** Ends the writing: all is on the disk, and who may read the file is as before. */
  finish(): void {
    const descriptor = this.descriptor as number;
    if (this.former !== undefined) keepOwner(descriptor, this.former);
    waitForDisk(descriptor);
    this.close();
  }

  /** Gives the file its own name, in place of what has it. */
  moveIn(): void {
    patiently(() => renameSync(this.path, this.target));
  }

  /** Takes the file away. */
  remove(): void {
    this.close();
    rmSync(this.path, { force: true });
  }

  private close(): void {
    if (this.descriptor === undefined) return;
    const { descriptor } = this;
    this.descriptor = undefined;
    closeSync(descriptor);
  }
}

/** The new file belongs to whom the former one did, if the system lets us, and has its mode. */
function keepOwner(descriptor: number, { uid, gid, mode }: Stats): void {
  try {
    fchownSync(descriptor, uid, gid);
  } catch {
    // Only a superuser gives files away.
  }
  try {
    fchmodSync(descriptor, mode & 0o777);
  } catch {
    // A file system without modes, as of a network drive, refuses it; then it stays the owner's alone.
  }
}

/**
 * Writes a file under a temporary name and renames it, so that it is there in full or not at all. A file that was there is
 * replaced and gives its mode to the new one; a link is replaced, and what it leads to is left alone.
 *
 * The package write-file-atomic 7 takes a write that the system cut short for a whole one, and so leaves half a file
 * when the disk fills up.
 */
export function writeAtomically(path: string, content: Content): void {
  const file = new TemporaryFile(path);
  try {
    file.writeAll(content);
    file.moveIn();
  } catch (error) {
    file.remove();
    throw error;
  }
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
