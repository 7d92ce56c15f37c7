import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { UsageError } from '../errors.js';
import { onPath } from './fileErrors.js';

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
  static take(folder: string): RunLock {
    const path = `${folder}/${lockName}`;
    return onPath(path, () => {
      // The owner is written first and then linked to the name, so that a lock without its owner is never seen.
      const own = `${path}.${process.pid}`;
      writeFileSync(own, JSON.stringify(thisProcess()));
      try {
        while (!link(own, path)) breakStale(folder, path);
      } finally {
        rmSync(own, { force: true });
      }
      return new RunLock(path);
    });
  }

  release(): void {
    rmSync(this.path, { force: true });
  }
}

/** @throws UsageError if a living process works in the folder */
export function checkUnlocked(folder: string): void {
  const path = `${folder}/${lockName}`;
  const owner = readOwner(path);
  if (owner !== undefined && isAlive(owner)) throw inUse(folder, path, owner);
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

/** Takes a dead process's lock away. Moving it first makes sure that what is removed is the lock that was looked at. */
function breakStale(folder: string, path: string): void {
  const owner = readOwner(path);
  if (owner !== undefined && isAlive(owner)) throw inUse(folder, path, owner);
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return; // another process was quicker
    throw error;
  }
  const moved = readOwner(aside);
  // Between the look and the move another process may have taken the lock: it gets it back.
  if (moved !== undefined && isAlive(moved)) {
    link(aside, path);
    rmSync(aside, { force: true });
    throw inUse(folder, path, moved);
  }
  rmSync(aside, { force: true });
}

function inUse(folder: string, path: string, { pid, host }: Owner): UsageError {
  const where = host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`;
  const cure =
    host === hostname()
      ? 'wait for it to end, or end it'
      : `wait for it to end, or remove ${path} if it is gone`;
  return new UsageError(`${folder} must be free, and ${where} works in it; ${cure}.`);
}

function readOwner(path: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Owner;
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
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = startOf(pid);
  return started === undefined || now === undefined || started === now;
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
