import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes the directory; false if something of that name is there already. */
export function makeDirectory(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Makes the directory and what is missing above it. Node's own recursive mkdir never returns below /proc. */
export function ensureDirectory(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = dirname(path);
  if (parent !== path) ensureDirectory(parent);
  // Another run may be making the same folder at this moment.
  if (!makeDirectory(path) && !statSync(path).isDirectory()) mkdirSync(path);
}
