import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../errors.js';
import { onPath } from '../files/fileErrors.js';
import { identityOf, identityOfName, isSame } from '../files/fileIdentity.js';
import { isTemporary } from '../files/leftOvers.js';
import { listedPath } from '../files/listedPath.js';
import { programName } from '../version.js';
import { names } from './hiddenFolders.js';
import { parseOwner, readLock } from './lockOwner.js';
import { isOurFolder, standardInputCopy } from './runFolder.js';
import { belongsToLock, lockName } from './runLock.js';

/** Where a new run goes, or what else has a folder in `out`. */
export interface NewRunSettings {
  /** What its number stands behind where it has no name; run if it is left out. */
  prefix?: string;
  out: string;
  /** run-001 and so on if it is left out: one above the highest number there. */
  name: string | undefined;
  /** Whether it may take the place of an earlier run. */
  force: boolean;
  /** The file that the run reads. */
  data?: string | undefined;
}

/** run-001 and so on: one above the highest number in `out`. */
export function nextNumber({ out, prefix = 'run' }: NewRunSettings): string {
  // Run-007 is in the way of run-007 where a file system does not tell them apart.
  const numbered = new RegExp(`^${prefix}-(\\d{1,9})$`, 'i');
  const numbers = onPath(out, () => names(out)).map((entry) => Number(numbered.exec(entry)?.[1] ?? 0));
  return `${prefix}-${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`;
}

/**
 * Checks that a new run may have the name.
 *
 * @throws UsageError if it is taken, unless `force` is set and it is that of a run of this program which does not hold the new
 *   run's data
 */
export function checkName({ out, force, data }: NewRunSettings, name: string): void {
  const path = join(out, name);
  if (identityOfName(path) === undefined && !names(out).includes(name)) return;
  if (!force) {
    throw new UsageError(
      `--name must be new in ${out}, got ${name}; choose another, or replace it with --force.`,
    );
  }
  if (!isReplaceable(path)) {
    throw new UsageError(
      `--force replaces only a run folder of ${programName}, and ${path} is not one; choose another --name.`,
    );
  }
  if (data !== undefined && existsSync(data) && isInside(data, path)) {
    throw new UsageError(
      `--force must not take away the run's own data, and ${data} is in ${path}; choose another --name.`,
    );
  }
  if (isInside(process.cwd(), path)) {
    throw new UsageError(
      `--force must not take away the folder that it is run from, and that is ${path}; run it from another.`,
    );
  }
}

/** However the two are written: by links, in other letters, in Windows' short form, which only what they are tells. */
function isInside(path: string, folder: string): boolean {
  const [outer, its] = [listedPath(folder), identityOf(folder)];
  for (let place = listedPath(path); ; place = dirname(place)) {
    if (place === outer || isSame(identityOf(place), its)) return true;
    if (dirname(place) === place) return false;
  }
}

/** Whether --force may take a folder away: one of ours, an empty one, or what is left of a run that was killed at its beginning. */
function isReplaceable(path: string): boolean {
  return isOurFolder(path) || isBegun(path);
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
