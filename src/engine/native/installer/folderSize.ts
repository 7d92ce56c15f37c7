import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

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

/** 252 MB */
export function formatMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6).toLocaleString('en-US')} MB`;
}
