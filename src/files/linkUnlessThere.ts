import { linkSync, readFileSync, writeFileSync } from 'node:fs';
import { systemCode } from './fileErrors.js';
import { patiently } from './patience.js';

/** Where there are no hard links: FAT and exFAT; Windows says there that it is a folder. */
const noLinks = ['EPERM', 'ENOTSUP', 'ENOSYS', 'EISDIR'];

/**
 * Gives a file a second name, and does nothing where that is taken; of any number of processes one does it.
 *
 * @returns whether it did
 */
export function linkUnlessThere(from: string, to: string): boolean {
  try {
    patiently(() => linkSync(from, to));
    return true;
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (code === 'EEXIST') return false;
    if (!noLinks.includes(code)) throw error;
    return copy(from, to); // some file systems have no hard links
  }
}

function copy(from: string, to: string): boolean {
  try {
    writeFileSync(to, readFileSync(from), { flag: 'wx' });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}
