import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { UsageError } from '../errors.js';
import { onPath, type Place } from './fileErrors.js';

/** Who works in a run folder: kept in its lock file. */
interface Owner {
  pid: number;
  host: string;
  /** When the process started, where the system tells: a number may be given to another process later. */
  started?: string;
}

/** The lock's file in the run folder. */
export const lockName = 'lock';

/** A run folder's lock: held by one process at a time, and void as soon as that process is gone, however it ended. */
export class RunLock {
  private constructor(private readonly path: string) {}

  /**
   * @param folder the run folder's path
   * @throws UsageError if a living process holds the lock
   */
  static take(folder: string, place: Place = '--out'): RunLock {
    const path = `${folder}/${lockName}`;
    return onPath(
      path,
      () => {
        // The owner is written first and then linked to the name, so that a lock without its owner is never seen.
        const own = `${path}.new.${process.pid}`;
        try {
          writeFileSync(own, JSON.stringify(thisProcess()));
          acquire(folder, own, path);
          sweep(folder, own);
        } finally {
          rmSync(own, { force: true });
        }
        return new RunLock(path);
      },
      place,
    );
  }

  release(): void {
    rmSync(this.path, { force: true });
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
  while (!link(own, path)) {
    const text = readText(path);
    if (text === undefined) continue; // released at this moment
    const owner = parseOwner(text);
    if (owner !== undefined && isAlive(owner)) throw inUse(folder, path, owner);
    const second = `${path}.${owner === undefined ? 'unreadable' : `${owner.pid}-${owner.started ?? ''}`}`;
    acquire(folder, own, second);
    if (readText(path) === text) {
      renameSync(second, path);
      return;
    }
    rmSync(second, { force: true });
  }
}

/** Takes away what processes left that were killed while they took the lock. */
function sweep(folder: string, own: string): void {
  const names = readdirSync(folder).filter((name) => belongsToLock(name) && name !== lockName);
  for (const path of names.map((name) => `${folder}/${name}`).filter((path) => path !== own)) {
    const taker = /\.new\.(\d+)$/.exec(path)?.[1];
    if (taker !== undefined) {
      if (!isRunning(Number(taker))) rmSync(path, { force: true });
      continue;
    }
    try {
      acquire(folder, own, path);
      rmSync(path, { force: true });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
    }
  }
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes(code ?? '')) throw error;
    return copy(from, to); // some file systems have no hard links
  }
}

function copy(from: string, to: string): boolean {
  try {
    writeFileSync(to, readFileSync(from), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function inUse(folder: string, path: string, { pid, host }: Owner): UsageError {
  const where = host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`;
  const cure =
    host === hostname()
      ? 'wait for it to end, or end it'
      : `wait for it to end, or remove ${path} if it is gone`;
  return new UsageError(`${folder} must be free, and ${where} works in it; ${cure}.`);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Undefined if the text names no owner, as after a crash of the whole system. */
function parseOwner(text: string): Owner | undefined {
  try {
    const owner = JSON.parse(text) as Owner | null;
    return typeof owner?.pid === 'number' ? owner : undefined;
  } catch {
    return undefined;
  }
}

function thisProcess(): Owner {
  const started = startOf(process.pid);
  return { pid: process.pid, host: hostname(), ...(started && { started }) };
}

/** Of another host nothing can be told: its lock holds. */
function isAlive({ pid, host, started }: Owner): boolean {
  if (host !== hostname()) return true;
  if (!isRunning(pid)) return false;
  const now = startOf(pid);
  return started === undefined || now === undefined || started === now;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Clock ticks from the system's start to the process's, field 22 of Linux' /proc/PID/stat. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
