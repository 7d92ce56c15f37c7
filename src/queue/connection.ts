import { connectionTo, type QueueAddress } from './address.js';
import type { ConnectionOptions, Redis, RedisOptions } from './bullmq.js';
import { prefix } from './place.js';

const MOST_MILLISECONDS_BETWEEN_TRIES = 1000;

/** What BullMQ and we connect with: a server that is away is waited for. */
export function lastingConnection(address: QueueAddress): RedisOptions {
  return {
    ...connectionTo(address),
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(100 * times, MOST_MILLISECONDS_BETWEEN_TRIES),
  };
}

/** What the classes of BullMQ are made with. */
export function queueOptions(address: QueueAddress) {
  const connection = lastingConnection(address) as ConnectionOptions; // the same, with undefined written otherwise
  return { connection, prefix, skipVersionCheck: true };
}

/**
 * Opens a connection for what BullMQ does not carry, and says once when it is lost, and when it is back.
 *
 * @param note takes the sentences
 * @returns `close`: ends it at once
 */
export async function openConnection(
  address: QueueAddress,
  note: (sentence: string) => void,
): Promise<{ client: Redis; close: () => void }> {
  const { Redis } = await import('./bullmq.js');
  const client = new Redis(lastingConnection(address));
  let isLost = false;
  let isClosed = false;
  client.on('error', () => {}); // told by its close
  client.on('close', () => {
    if (isClosed || isLost) return;
    isLost = true;
    note(`The connection to ${address.shown} is lost; waiting for the server to come back.`);
  });
  client.on('ready', () => {
    if (isLost) note(`The server ${address.shown} is back.`);
    isLost = false;
  });
  const close = () => {
    isClosed = true;
    client.disconnect();
  };
  return { client, close };
}
