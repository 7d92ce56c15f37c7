import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { isRunning } from './processes.js';

// The name tells who writes the file, so that what a killed process left can be told from what a living one writes. Its
// random part cannot be guessed: nobody can put a link to another file in its place beforehand.
const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const pattern = /^\.adam-train-([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{16}\.tmp$/;
/** As versions before this one named them: FILE.PID.tmp. */
const formerPattern = /^(.+)\.(\d{1,10})\.tmp$/;

/** A part of a name that nobody can guess. */
export function randomName(): string {
  return randomBytes(8).toString('hex');
}

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
    this.path = join(dirname(target), `.adam-train-${host}-${process.pid}-${randomName()}.tmp`);
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
    // Nobody reads half a file that only some may read whole.
    this.descriptor = openSync(this.path, flags, this.former === undefined ? 0o666 : 0o600);
  }

  write(piece: string | Buffer): void {
    // Node's writeFileSync goes on where the system cuts a write short, until all is written or an error says why not.
    writeFileSync(this.descriptor as number, piece);
  }

  /** Ends the writing: all is on the disk, and who may read the file is as before. */
  finish(): void {
    const descriptor = this.descriptor as number;
    if (this.former !== undefined) keepOwner(descriptor, this.former);
    fsyncSync(descriptor);
    this.close();
  }

  /** Gives the file its own name, in place of what has it. */
  moveIn(): void {
    renameSync(this.path, this.target);
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
  fchmodSync(descriptor, mode & 0o777);
}

/** Whether a name in a folder is that of a temporary file, of this version or a former one. */
export function isTemporary(name: string): boolean {
  return pattern.test(name) || formerPattern.test(name);
}

/** The same for one that is ours beyond doubt: what former versions left counts for these files alone. */
export function isTemporaryOf(name: string, files: readonly string[]): boolean {
  const former = formerPattern.exec(name)?.[1];
  return pattern.test(name) || (former !== undefined && files.includes(former));
}

/**
 * Takes away what killed processes left half written in a folder: all of ours, and what former versions left of these files.
 * It never fails: what stays does no harm.
 *
 * @param files the files' names
 */
export function sweepLeftOvers(folder: string, files: readonly string[]): void {
  try {
    for (const name of readdirSync(folder)) {
      if (isTemporaryOf(name, files) && !hasLivingMaker(name)) rmSync(join(folder, name), { force: true });
    }
  } catch {
    // Such as a folder that is not there yet, or may not be listed.
  }
}

/** Of a process on another machine nothing can be told. */
function hasLivingMaker(name: string): boolean {
  const [, itsHost = host, pid = formerPattern.exec(name)?.[2]] = pattern.exec(name) ?? [];
  return itsHost !== host || isRunning(Number(pid));
}
