import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AdamTrainError, UsageError } from '../errors.js';
import { systemCode } from '../files/fileErrors.js';
import { onReading } from './damage.js';
import { hasMetrics } from './lastEpoch.js';
import { configFileName, hasSpace, isRunFolder, isSweepFolder, spaceFileName } from './runFolder.js';
import { summaryFileName } from './summary.js';

/** A folder that a run or a sweep made, or what seems to be left of a run's. */
export interface ListedFolder {
  kind: 'run' | 'sweep' | 'damaged run' | 'damaged sweep';
  name: string;
  path: string;
  /** When its summary was written, else its settings, as the file system has it. */
  when: Date;
}

/**
 * The runs and the sweeps in a folder, by their names.
 *
 * @param mayLack whether it may be missing, and then has none
 * @throws UsageError if it is a run folder itself, or no folder
 * @throws AdamTrainError (exit code 1) if it cannot be read
 */
export function listFolders(folder: string, mayLack: boolean): ListedFolder[] {
  if (isRunFolder(folder)) {
    throw new UsageError(
      `The folder must be one that has run folders in it, got ${folder}, which is a run folder itself; name the one above it.`,
    );
  }
  return entriesOf(folder, mayLack)
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      const kind = entry.isDirectory() && !entry.name.startsWith('.') ? kindOf(path) : undefined;
      return kind === undefined ? [] : [{ kind, name: entry.name, path, when: timeOf(path) }];
    })
    .sort((a, b) => byName(a.name, b.name));
}

const collator = new Intl.Collator('en', { numeric: true });

/** run-2 before run-10. */
export function byName(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** A sweep's trials: their folders' paths, by their numbers. */
export function trialFolders(sweep: string): string[] {
  return entriesOf(sweep, false)
    .filter((entry) => entry.isDirectory() && /^trial-\d+$/.test(entry.name))
    .map(({ name }) => name)
    .sort(byName)
    .map((name) => join(sweep, name));
}

function entriesOf(folder: string, mayLack: boolean): Dirent[] {
  const rule = `The folder must be one that has run folders in it, got ${folder}, which is`;
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' && mayLack) return [];
    if (code === 'ENOENT') throw new UsageError(`${rule} not there; check the path.`);
    if (code === 'ENOTDIR') throw new UsageError(`${rule} a file; name the folder above it.`);
    return onReading(folder, () => {
      throw error;
    });
  }
}

function kindOf(path: string): ListedFolder['kind'] | undefined {
  if (isRunFolder(path)) return 'run';
  if (isSweepFolder(path)) return 'sweep';
  // Other programs have folders with a config.json too, but none with our metrics.csv.
  if (hasMetrics(path)) return 'damaged run';
  return hasSpace(path) && hasTrials(path) ? 'damaged sweep' : undefined;
}

/** Whether there are runs in it that are called trials; not if it may not be read. */
function hasTrials(path: string): boolean {
  try {
    return trialFolders(path).some(isRunFolder);
  } catch (error) {
    if (error instanceof AdamTrainError) return false;
    throw error;
  }
}

function timeOf(path: string): Date {
  const places = [summaryFileName, configFileName, spaceFileName].map((name) => join(path, name));
  return statSync(places.find((place) => existsSync(place)) ?? path).mtime;
}
