import { hostname } from 'node:os';
import { systemCode } from '../files/fileErrors.js';
import { isRunning, startOf } from '../files/processes.js';
import { readWholeFile } from '../files/readWholeFile.js';

/** Who works in a run folder: kept in its lock file. */
export interface LockOwner {
  pid: number;
  host: string;
  /** When the process started, where the system tells: a number may be given to another process later. */
  started?: string;
}

/** Far more than an owner takes. */
const MOST_BYTES = 4096;
const MOST_PID = 2 ** 31 - 1;

/** A lock file's text; undefined where there is none. */
export function readLock(path: string): string | undefined {
  try {
    return readWholeFile(path, MOST_BYTES, false).toString('utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * The owner that a lock's text names; undefined if it names none, as after a crash of the whole system. What it says becomes
 * a part of file names and messages, and so is taken only in the form in which this program writes it.
 */
export function parseOwner(text: string): LockOwner | undefined {
  try {
    const { pid, host, started } = JSON.parse(text) as Partial<Record<keyof LockOwner, unknown>>;
    if (typeof pid !== 'number' || !Number.isInteger(pid) || pid < 1 || pid > MOST_PID) return undefined;
    if (typeof host !== 'string') return undefined;
    if (started !== undefined && !/^\d{1,20}$/.test(String(started))) return undefined;
    return { pid, host, ...(started !== undefined && { started: String(started) }) };
  } catch {
    return undefined;
  }
}

let own: LockOwner | undefined;

/** This process, as a lock names it. A sweep's worker takes several locks a trial, and when it started does not change. */
export function thisProcess(): LockOwner {
  if (own === undefined) {
    const started = startOf(process.pid);
    own = { pid: process.pid, host: hostname(), ...(started && { started }) };
  }
  return own;
}

/** Of another host nothing can be told: its lock holds. */
export function isAlive({ pid, host, started }: LockOwner): boolean {
  if (host !== hostname()) return true;
  if (!isRunning(pid)) return false;
  const now = startOf(pid);
  return started === undefined || now === undefined || started === now;
}
