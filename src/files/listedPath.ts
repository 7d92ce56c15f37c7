import { readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * A path without links, in the letters in which the folders list it: where a file system does not tell A from a, or é from e with an
 * accent behind it, a path has many spellings and one of these.
 *
 * @throws what the system says of a path that leads nowhere
 */
export function listedPath(path: string): string {
  return asListed(realpathSync(path));
}

function asListed(path: string): string {
  if (dirname(path) === path) return path;
  const parent = asListed(dirname(path));
  return join(parent, listedName(parent, basename(path)));
}

function listedName(folder: string, name: string): string {
  try {
    const names = readdirSync(folder);
    return names.includes(name) ? name : (names.find((other) => folded(other) === folded(name)) ?? name);
  } catch {
    return name; // the folder may be entered, and not listed
  }
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
