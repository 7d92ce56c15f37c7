import type { Redis } from '../server/bullmq.js';
import { prefix } from '../server/connection.js';
import type { QueuePlace } from './place.js';

// Which workers there are. A server tells its clients only to who may ask for dangerous things, and so each worker has a key of its own,
// which goes by itself.

const MILLISECONDS_KEPT = 15_000;
const MILLISECONDS_BETWEEN = 5000;

function namesKey({ name }: QueuePlace): string {
  return `${prefix}:${name}:workers`;
}

function workerKey({ name }: QueuePlace, worker: string): string {
  return `${prefix}:${name}:worker:${worker}`;
}

/** Says that a worker is there, until it is taken back. */
export function announce(client: Redis, place: QueuePlace, worker: string): () => Promise<void> {
  const say = () => {
    const commands = client.pipeline().sadd(namesKey(place), worker);
    void commands
      .pexpire(namesKey(place), MILLISECONDS_KEPT)
      .set(workerKey(place, worker), '1', 'PX', MILLISECONDS_KEPT)
      .exec()
      .catch(() => {});
  };
  say();
  const timer = setInterval(say, MILLISECONDS_BETWEEN).unref();
  return async () => {
    clearInterval(timer);
    await client.pipeline().srem(namesKey(place), worker).del(workerKey(place, worker)).exec();
  };
}

/** Whether a worker is there; forgets those that are not any more. */
export async function isAnyPresent(client: Redis, place: QueuePlace): Promise<boolean> {
  const names = await client.smembers(namesKey(place));
  const asked = client.pipeline();
  for (const name of names) asked.exists(workerKey(place, name));
  const answers = (await asked.exec()) ?? [];
  const gone = names.filter((_, i) => answers[i]?.[1] === 0);
  if (gone.length > 0) await client.srem(namesKey(place), ...gone);
  return gone.length < names.length;
}
