import { createReadStream, createWriteStream, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { patiently } from '../../files/patience.js';
import { ChangedData } from '../../sweep/changedData.js';
import type { Redis } from '../server/bullmq.js';
import { dataKey, type QueuePlace, SECONDS_KEPT } from './place.js';
import { contentOf, FilesGone, storedFiles } from './storedFiles.js';
import { storeFiles } from './storeFiles.js';

// The rows of a file travel once a sweep, under the digest of the file's bytes; a worker checks them against it, and keeps them as
// long as it lives.

const name = 'data';

/** The data of a sweep that is over are gone from the server after this. */
const SECONDS_AFTER = 3600;

/**
 * Puts the data on the server, unless they are there; then they stay longer.
 *
 * @throws ChangedData if the file no longer holds what it did
 */
export async function sendData(
  client: Redis,
  place: QueuePlace,
  path: string,
  sha256: string,
): Promise<void> {
  const key = dataKey(place, sha256);
  const isThere = await storedFiles(client, key).then(
    ([file]) => file?.sha256 === sha256,
    (error: unknown) => {
      if (error instanceof FilesGone) return false;
      throw error;
    },
  );
  if (isThere && (await client.expire(key, SECONDS_KEPT)) === 1) return;
  await storeFiles(client, key, [{ name, content: createReadStream(path) }], SECONDS_KEPT);
  if ((await storedFiles(client, key))[0]?.sha256 !== sha256) throw new ChangedData();
}

/** Has the data go soon; another sweep that needs them puts them there again. */
export async function releaseData(client: Redis, place: QueuePlace, sha256: string): Promise<void> {
  await client.expire(dataKey(place, sha256), SECONDS_AFTER);
}

/** The data files that a worker has fetched, in a folder of its own. */
export class FetchedData {
  private readonly fetching = new Map<string, Promise<string>>();

  constructor(
    private readonly client: Redis,
    private readonly place: QueuePlace,
    private readonly folder: string,
  ) {}

  /**
   * The path of the data, which are fetched if need be.
   *
   * @throws FilesGone where they are not on the server, or others
   */
  pathOf(sha256: string): Promise<string> {
    const path = join(this.folder, `data-${sha256}`);
    if (existsSync(path)) return Promise.resolve(path);
    const fetching = this.fetching.get(sha256) ?? this.fetch(sha256, path);
    this.fetching.set(sha256, fetching);
    return fetching.finally(() => this.fetching.delete(sha256));
  }

  private async fetch(sha256: string, path: string): Promise<string> {
    const { client, place } = this;
    const key = dataKey(place, sha256);
    const file = (await storedFiles(client, key)).find((one) => one.name === name && one.sha256 === sha256);
    if (file === undefined) throw new FilesGone('the data on the server are others');
    const partial = `${path}.partial`;
    await pipeline(Readable.from(contentOf(client, key, file)), createWriteStream(partial));
    patiently(() => renameSync(partial, path));
    return path;
  }
}
