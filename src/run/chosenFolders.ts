import { globSync } from 'tinyglobby';
import { UsageError } from '../errors.js';
import { identityOfName } from '../files/fileIdentity.js';
import { type FolderLists, listedPath } from '../files/listedPath.js';
import { trialFolders } from './listFolders.js';
import { isRunFolder, isSweepFolder } from './runFolder.js';

/** The run folders that somebody named. */
export interface ChosenFolders {
  /** Each once, in the order given. */
  folders: string[];
  /** What is said of the paths that are left out. */
  notes: string[];
}

const MOST_NAMED = 5;

/**
 * The run folders among paths, such as a shell or this makes of `out/*`: a sweep's stands for those of its trials, and what is no
 * run's is left out with a note.
 *
 * @throws UsageError for a path that leads nowhere
 */
export function chosenFolders(paths: readonly string[]): ChosenFolders {
  const folders: string[] = [];
  const others: string[] = [];
  const notes: string[] = [];
  const seen = new Set<string>();
  const lists: FolderLists = new Map();
  for (const path of paths.flatMap(expanded)) {
    const place = trimmed(path);
    const isSweep = isSweepFolder(place);
    const all = isSweep ? trialFolders(place) : [place];
    const own = all.filter((folder) => isRunFolder(folder));
    if (!isSweep) others.push(...(own.length === 0 ? [path] : []));
    else if (own.length < all.length || own.length === 0) {
      notes.push(`Of ${path} ${own.length} of ${all.length} trials have a run folder.`);
    }
    for (const folder of own) {
      const listed = listedPath(folder, lists);
      if (!seen.has(listed)) folders.push(folder);
      seen.add(listed);
    }
  }
  const left = others.length - MOST_NAMED;
  const names = [...others.slice(0, MOST_NAMED), ...(left > 0 ? [`${left} more`] : [])].join(', ');
  if (others.length > 0) notes.push(`Left out, for they are no run folders: ${names}.`);
  return { folders, notes };
}

/**
 * The paths that a pattern stands for, in their order, where no shell has made them of it: that of Windows does not.
 *
 * @throws UsageError if there are none
 */
function expanded(path: string): string[] {
  if (identityOfName(path) !== undefined) return [path];
  // Windows writes paths with what is a mark of quotation in patterns.
  const pattern = process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
  const found = /[*?[{]/.test(path) ? globSync(pattern, { onlyFiles: false, expandDirectories: false }) : [];
  if (found.length === 0) {
    throw new UsageError(`A run folder must be there, got ${path || '""'}; check the path.`);
  }
  return found.map(trimmed).sort();
}

/** A shell's completion leaves a slash at the end. */
function trimmed(path: string): string {
  return path.replace(/(?<=[^/\\])[/\\]+$/, '');
}
