import { connectionTo, type QueueAddress } from './address.js';
import type { ConnectionOptions, Redis, RedisOptions } from './bullmq.js';

/** What the keys of all our queues begin with; a user of the server may be limited to them. */
export const prefix = 'adam-train';

const MOST_MILLISECONDS_BETWEEN_TRIES = 1000;
/** A server that stands still closes no connection: it is asked now and then, and is lost if it has not answered by the next time. */
const MILLISECONDS_BETWEEN_PINGS = 5000;

/** What BullMQ and we connect with: a server that is away is waited for. */
function lastingConnection(address: QueueAddress): RedisOptions {
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
 * @returns `losses`: how often it was lost so far; `close`: ends it at once
 */
export async function openConnection(
  address: QueueAddress,
  note: (sentence: string) => void,
): Promise<{ client: Redis; losses: () => number; close: () => void }> {
  const { Redis } = await import('./bullmq.js');
  const client = new Redis(lastingConnection(address));
  let isLost = false;
  let losses = 0;
  let isClosed = false;
  client.on('error', () => {}); // told by its close
  const lost = () => {
    if (isClosed || isLost) return;
    isLost = true;
    losses++;
    note(`The connection to ${address.shown} is lost; waiting for the server to come back.`);
  };
  const back = () => {
    if (isLost) note(`The server ${address.shown} is back.`);
    isLost = false;
  };
  client.on('close', lost);
  client.on('ready', back);
  let isAsked = false;
  const asking = setInterval(() => {
    if (isAsked) return lost();
    isAsked = true;
    const answered = () => {
      isAsked = false;
    };
    client.ping().then(() => {
      answered();
      back();
    }, answered);
  }, MILLISECONDS_BETWEEN_PINGS).unref();
  const close = () => {
    isClosed = true;
    clearInterval(asking);
    client.disconnect();
  };
  return { client, losses: () => losses, close };
}
