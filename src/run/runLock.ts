import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { AdamTrainError, UsageError } from '../errors.js';
import { onPath, type Place } from '../files/fileErrors.js';
import { type FileIdentity, identityOf, identityOfName, isSame } from '../files/fileIdentity.js';
import { randomName } from '../files/leftOvers.js';
import { linkUnlessThere } from '../files/linkUnlessThere.js';
import { patiently } from '../files/patience.js';
import { isRunning } from '../files/processes.js';
import { WrongFile } from '../files/readWholeFile.js';
import { isAlive, type LockOwner, parseOwner, readLock, thisProcess } from './lockOwner.js';

/** The lock's file in the run folder. */
export const lockName = 'lock';

/** A living process works in the folder. */
export class FolderInUse extends UsageError {
  override name = 'FolderInUse';
}

/** A run folder's lock: held by one process at a time, and void as soon as that process is gone, however it ended. */
export class RunLock {
  private readonly itsFolder: FileIdentity | undefined;
  private readonly file: FileIdentity | undefined;

  private constructor(
    private folder: string,
    private readonly text: string,
  ) {
    this.itsFolder = identityOf(folder);
    this.file = identityOfName(this.path);
  }

  /**
   * @param folder the run folder's path
   * @throws FolderInUse if a living process holds the lock
   * @throws AdamTrainError (exit code 1) if it cannot be taken, or what has its name is no file
   */
  static take(folder: string, place: Place = '--out'): RunLock {
    const path = join(folder, lockName);
    const take = () => {
      // Where a living process holds it nothing is written: its folder may have another name before that is taken away again.
      refuseIfHeld(folder, path);
      // The owner is written first and then linked to the name, so that a lock without its owner is never seen.
      const own = `${path}.new.${process.pid}.${randomName()}`;
      const text = JSON.stringify(thisProcess());
      try {
        writeFileSync(own, text, { flag: 'wx' });
        acquire(folder, own, path);
        sweep(folder, own);
      } finally {
        rmSync(own, { force: true });
      }
      return new RunLock(folder, text);
    };
    return onPath(path, take, place);
  }

  /**
   * The folder has another name from now on. Who was about to take its lock by the earlier name wrote a file for that, and
   * cannot take it away any more.
   */
  moveTo(folder: string): void {
    this.folder = folder;
    try {
      for (const name of partsOfTaking(folder)) rmSync(join(folder, name), { force: true });
    } catch {
      // The folder is gone by now, which check() says.
    }
  }

  /**
   * Checks that the folder is still this process's.
   *
   * @throws AdamTrainError (exit code 1) if it was moved or replaced, or has the lock of another process
   */
  check(): void {
    const rule = `${this.folder} must stay as it is while a run works in it`;
    const folder = identityOf(this.folder);
    if (folder === undefined) {
      throw new AdamTrainError(
        `${rule}, and it was moved or taken away; put it back, and go on with adam-train resume.`,
      );
    }
    if (!isSame(folder, this.itsFolder)) {
      throw new AdamTrainError(
        `${rule}, and it was replaced by another; put the run's own back, and go on with adam-train resume.`,
      );
    }
    if (identityOfName(this.path) !== undefined && !this.isOurs()) {
      throw new AdamTrainError(
        `${rule}, and ${this.path} is another process's by now; let one of them alone work there.`,
      );
    }
  }

  /** Frees the folder. A lock that another process has put in the place of ours stays. */
  release(): void {
    if (this.isOurs()) patiently(() => rmSync(this.path, { force: true }));
  }

  private isOurs(): boolean {
    try {
      return isSame(identityOfName(this.path), this.file) && readLock(this.path) === this.text;
    } catch {
      return false;
    }
  }

  private get path(): string {
    return join(this.folder, lockName);
  }
}

/** Whether a name in a run folder is the lock's or a part of the taking of it. */
export function belongsToLock(name: string): boolean {
  return name === lockName || name.startsWith(`${lockName}.`);
}

/**
 * Links the name to this process, in place of a dead one. Two processes may find the same lock dead, and the slower one must
 * not take away what the quicker one has put in its place. So who replaces a dead owner's lock holds a second lock, named
 * after that owner, and looks again before it moves the second lock to the first one's name.
 */
function acquire(folder: string, own: string, path: string): void {
  while (!linkUnlessThere(own, path)) {
    const text = onLock(path, () => readLock(path));
    if (text === undefined) continue; // released at this moment
    const owner = parseOwner(text);
    if (owner !== undefined && isAlive(owner)) throw inUse(folder, path, owner);
    const second = `${path}.${owner === undefined ? 'unreadable' : `${owner.pid}-${owner.started ?? ''}`}`;
    acquire(folder, own, second);
    if (readLock(path) === text) {
      patiently(() => renameSync(second, path));
      return;
    }
    rmSync(second, { force: true });
  }
}

/** @throws FolderInUse if a living process holds the lock */
function refuseIfHeld(folder: string, path: string): void {
  const text = onLock(path, () => readLock(path));
  const owner = text === undefined ? undefined : parseOwner(text);
  if (owner !== undefined && isAlive(owner)) throw inUse(folder, path, owner);
}

/** @throws AdamTrainError (exit code 1) for what no process of ours puts there, such as a link or a pipe */
function onLock<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof WrongFile)) throw error;
    throw new AdamTrainError(
      `${path} must be a file that says who works in the folder, and ${error.what}; take it away if no run works there.`,
    );
  }
}

function partsOfTaking(folder: string): string[] {
  return readdirSync(folder).filter((name) => belongsToLock(name) && name !== lockName);
}

/** Takes away what processes left that were killed while they took the lock. */
function sweep(folder: string, own: string): void {
  for (const path of partsOfTaking(folder)
    .map((name) => join(folder, name))
    .filter((path) => path !== own)) {
    const taker = /\.new\.(\d{1,10})(\.[0-9a-f]{16})?$/.exec(path)?.[1];
    if (taker !== undefined) {
      if (!isRunning(Number(taker))) rmSync(path, { force: true });
      continue;
    }
    try {
      acquire(folder, own, path);
      rmSync(path, { force: true });
    } catch (error) {
      if (!(error instanceof FolderInUse)) throw error;
    }
  }
}

function inUse(folder: string, path: string, { pid, host, started }: LockOwner): FolderInUse {
  const isHere = host === hostname();
  const where = isHere ? `process ${pid}` : `process ${pid} on ${host}`;
  // Linux alone tells when a process started; elsewhere another program may have got the number since.
  const another = started === undefined ? `, or remove ${path} if that is another program` : '';
  const cure = isHere
    ? `wait for it to end, or end it${another}`
    : `wait for it to end, or remove ${path} if it is gone`;
  return new FolderInUse(`${folder} must be free, and ${where} works in it; ${cure}.`);
}
