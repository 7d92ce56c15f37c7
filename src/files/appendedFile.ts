import { closeSync, constants, fstatSync, ftruncateSync, openSync, statSync, writeFileSync } from 'node:fs';
import { AdamTrainError } from '../errors.js';
import { waitForDisk } from './diskWait.js';
import { onPath, type Place } from './fileErrors.js';
import { type FileIdentity, identityOfOpen, isSame } from './fileIdentity.js';

/**
 * A file that grows by a few lines at a time. Each time it is looked at whether the path still leads to it: what is written
 * to a file that was taken away is lost without an error of the system.
 */
export class AppendedFile {
  private readonly descriptor: number;
  private readonly file: FileIdentity;
  private bytes: number;

  /**
   * @param path of a file that is there
   * @param place what says where it is
   * @param bytes of it that stay; what is beyond them goes
   */
  constructor(
    private readonly path: string,
    private readonly place: Place,
    bytes?: number,
  ) {
    const flags = constants.O_WRONLY | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);
    this.descriptor = onPath(path, () => openSync(path, flags), place);
    if (bytes !== undefined) onPath(path, () => ftruncateSync(this.descriptor, bytes), place);
    this.file = identityOfOpen(this.descriptor);
    this.bytes = fstatSync(this.descriptor).size;
  }

  /** @throws AdamTrainError (exit code 1) if it cannot be written, or is no longer what was written */
  append(text: string): void {
    this.check();
    onPath(this.path, () => writeFileSync(this.descriptor, text), this.place);
    this.bytes += Buffer.byteLength(text);
  }

  /** Waits until the disk has all that was written. */
  sync(): void {
    onPath(this.path, () => waitForDisk(this.descriptor), this.place);
  }

  /** @throws AdamTrainError (exit code 1) if the path leads to another file, or its length is another */
  check(): void {
    const what = this.change();
    if (what === undefined) return;
    throw new AdamTrainError(
      `${this.path} must stay as it is while a run writes it, and it was ${what}; put it back and go on with adam-train resume, or train anew.`,
    );
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private change(): string | undefined {
    try {
      const { dev, ino, size } = statSync(this.path, { bigint: true });
      if (!isSame({ device: dev, inode: ino }, this.file)) return 'replaced by another file';
      return size === BigInt(this.bytes) ? undefined : 'changed by another program';
    } catch {
      return 'moved or taken away';
    }
  }
}
