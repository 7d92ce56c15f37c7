import { readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * A path without links, in the letters in which the folders list it: where a file system does not tell A from a, or é from e with an
 * accent behind it, a path has many spellings and one of these.
 *
 * @param lists what the folders on the way list, where many paths are asked for
 * @throws what the system says of a path that leads nowhere
 */
export function listedPath(path: string, lists: FolderLists = new Map()): string {
  return asListed(realpathSync(path), lists);
}

/** The names in folders, by their paths. */
export type FolderLists = Map<string, ReadonlySet<string>>;

function asListed(path: string, lists: FolderLists): string {
  if (dirname(path) === path) return path;
  const parent = asListed(dirname(path), lists);
  const [names, name] = [lists.get(parent) ?? namesIn(parent), basename(path)];
  lists.set(parent, names);
  const isListed = names.has(name);
  return join(parent, isListed ? name : ([...names].find((other) => folded(other) === folded(name)) ?? name));
}

function namesIn(folder: string): Set<string> {
  try {
    return new Set(readdirSync(folder));
  } catch {
    return new Set(); // the folder may be entered, and not listed
  }
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
