import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isTemporary } from '../files/leftOvers.js';
import { parseOwner, readLock } from './lockOwner.js';
import { isRunFolder, standardInputCopy } from './runFolder.js';
import { belongsToLock, lockName } from './runLock.js';

/** Whether --force may take a folder away: a run's, an empty one, or what is left of a run that was killed at its beginning. */
export function isReplaceable(path: string): boolean {
  return isRunFolder(path) || isBegun(path);
}

/** A real folder with nothing in it but what a run has before its config.json: its lock, and its copy of standard input. */
function isBegun(path: string): boolean {
  try {
    if (!lstatSync(path).isDirectory()) return false;
    const names = readdirSync(path);
    if (names.length === 0) return true;
    const owner = parseOwner(readLock(join(path, lockName)) ?? '');
    return (
      owner !== undefined &&
      names.every((name) => belongsToLock(name) || isTemporary(name) || name === standardInputCopy)
    );
  } catch {
    return false;
  }
}
