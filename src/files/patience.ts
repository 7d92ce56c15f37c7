import { systemCode } from './fileErrors.js';

/** What Windows says while a virus scanner, a backup or a viewer has a file open; elsewhere these last. */
const passing = new Set(['EPERM', 'EACCES', 'EBUSY', 'ENOTEMPTY']);

/** Ten times as long as a scanner takes for a file, in all. */
const PAUSES_MS = [10, 20, 40, 80, 160, 320, 640];

/**
 * Does a piece of file work that Windows refuses as long as another program has one of the files open; it is tried for about a second
 * there, and once on other systems.
 *
 * @throws what the last try threw
 */
export function patiently<Result>(work: () => Result): Result {
  for (const pause of process.platform === 'win32' ? PAUSES_MS : []) {
    try {
      return work();
    } catch (error) {
      if (!passing.has(systemCode(error) ?? '')) throw error;
      wait(pause);
    }
  }
  return work();
}

/** Stops this thread, and whatever else waits for its turn on it. */
export function wait(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
