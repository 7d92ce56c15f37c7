import { join } from 'node:path';
import { isAlive, parseOwner, readLock } from './lockOwner.js';
import { lockName } from './runLock.js';

/** Who has a folder's lock: a living process, one that was killed, or nobody. */
export function lockHolder(folder: string): 'living' | 'killed' | undefined {
  try {
    const text = readLock(join(folder, lockName));
    if (text === undefined) return undefined;
    const owner = parseOwner(text);
    return owner !== undefined && isAlive(owner) ? 'living' : 'killed';
  } catch {
    return undefined; // what cannot be read is no lock of ours
  }
}
