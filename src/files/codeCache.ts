import { statfsSync, statSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';
import { makeDirectory } from './directories.js';

/** More than all that is kept; on a full disk Node would leave an empty file for each that it cannot write. */
const BYTES_NEEDED = 64e6;

/**
 * Lets Node keep the code that it compiles in the user's cache folder, where the next start finds it; Node 20 cannot.
 * ADAM_TRAIN_CODE_CACHE=0 turns it off. What is damaged in the folder Node compiles anew, and where no folder can be had all
 * is as without one.
 */
export function useCodeCache(): void {
  const { enableCompileCache } = module as { enableCompileCache?: (folder: string) => unknown };
  if (enableCompileCache === undefined || process.env['ADAM_TRAIN_CODE_CACHE'] === '0') return;
  try {
    const folder = join(envPaths('adam-train', { suffix: '' }).cache, 'code');
    if (!isOwn(folder) || isWritableByOthers(folder)) return;
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize >= BYTES_NEEDED) enableCompileCache(folder);
  } catch {
    // A start takes some tens of milliseconds longer.
  }
}

/** On Windows each mode says so, and the user's cache folder has rights of its own. */
function isWritableByOthers(folder: string): boolean {
  return process.platform !== 'win32' && (statSync(folder).mode & 0o022) !== 0;
}

/**
 * Whether a folder is the user's own: code from another's would be run as ours. A missing one is made, in one that is the
 * user's own, for nobody else.
 */
function isOwn(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat !== undefined) return stat.isDirectory() && stat.uid === (process.getuid?.() ?? stat.uid);
  const parent = dirname(path);
  const isInRoot = dirname(parent) === parent;
  return !isInRoot && isOwn(parent) && (makeDirectory(path, 0o700) || isOwn(path));
}
