import { createHash, type Hash } from 'node:crypto';

/** What takes a run's data and says which they were. */
export function newSha256(): Pick<Hash, 'update' | 'digest'> {
  return createHash('sha256');
}
