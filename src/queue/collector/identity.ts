import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readJsonObject } from '../../run/damage.js';
import type { RunFolder } from '../../run/runFolder.js';
import type { QueuePlace } from '../jobs/place.js';

/** The file of a sweep's folder that says under which name its jobs are known, and where they were last. */
const queueFileName = 'queue.json';

/** The name under which a sweep's jobs are known, which it keeps however often it is gone on with. */
export function identityOf(folder: RunFolder, { address, name }: QueuePlace): string {
  const { sweep = randomBytes(6).toString('hex') } = earlierQueue(folder) ?? {};
  folder.writeJson(queueFileName, { sweep, queue: address.shown, queueName: name });
  return sweep;
}

/** What a sweep's folder says of the queue that its trials were on; undefined if they never were, or it says nothing of use. */
export function earlierQueue(folder: RunFolder): { sweep: string; queue: string } | undefined {
  const path = folder.file(queueFileName);
  if (!existsSync(path)) return undefined;
  const { sweep, queue } = readJsonObject(path);
  if (typeof sweep !== 'string' || !/^[0-9a-f]{12}$/.test(sweep)) return undefined;
  return { sweep, queue: typeof queue === 'string' ? queue : '' };
}
