import { lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemCode } from './fileErrors.js';

/** Makes the directory; false if something of that name is there already. */
export function makeDirectory(path: string, mode?: number): boolean {
  try {
    mkdirSync(path, { mode });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
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

/** Bytes in a folder and all below it; 0 for what is not there (or not any more). */
export function folderSize(path: string): number {
  try {
    const stat = lstatSync(path);
    if (!stat.isDirectory()) return stat.size;
    return readdirSync(path).reduce((sum, name) => sum + folderSize(join(path, name)), 0);
  } catch {
    return 0;
  }
}
