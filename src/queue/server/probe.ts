import { AdamTrainError } from '../../errors.js';
import { connectionTo, type QueueAddress } from './address.js';
import type { Redis } from './bullmq.js';
import { type Complaint, complaintOf, loading, silent } from './complaints.js';
import { type Described, describeServer } from './describeServer.js';
import { speaks } from './speaks.js';

/** So long a connection may take; then so long is left to find out why there is none. */
const [toConnect, toAnswer, toLookAgain] = [2_500, 3_800, 1_000];

/**
 * Meets the server of a queue once, before BullMQ does, which would wait for ever for one that is not there, and repeat for ever
 * an error that stays. What a queue needs is tried: the login, the database, and writing under the prefix.
 *
 * @param prefix what the keys of the queue begin with
 * @throws AdamTrainError with the reason and the cure if the server cannot be used, within five seconds
 */
export async function probe(address: QueueAddress, prefix: string): Promise<Described> {
  const { Redis } = await import('./bullmq.js');
  const { username: _u, password: _p, db: _d, ...options } = connectionTo(address);
  const client = new Redis({
    ...options,
    ...{
      lazyConnect: true,
      connectTimeout: toConnect,
      retryStrategy: () => null,
      maxRetriesPerRequest: null,
    },
    // It says nothing by itself: it would go on with database 0 where it may not have the given one.
    ...{ enableReadyCheck: false, disableClientInfo: true },
  });
  const reasons: unknown[] = [];
  client.on('error', (error) => reasons.push(error));
  const state = { isLoading: false };
  try {
    const found = await within(toAnswer, meet(client, address, prefix, state));
    if (found === undefined) throw refusal(address, state.isLoading ? loading : silent);
    if ('complaint' in found) throw refusal(address, found.complaint);
    return found;
  } catch (error) {
    if (error instanceof AdamTrainError) throw error;
    // What is thrown may only say that the connection is closed; why, the client told before.
    const reason = reasons[0] ?? error;
    throw refusal(
      address,
      (await otherwise(address, reason)) ?? complaintOf(reason, address.login()?.password),
    );
  } finally {
    client.disconnect();
  }
}

function refusal({ shown }: QueueAddress, { reason, cure }: Complaint): AdamTrainError {
  return new AdamTrainError(`The queue's server ${shown} cannot be used: ${reason}. ${cure}.`);
}

async function meet(client: Redis, address: QueueAddress, prefix: string, state: { isLoading: boolean }) {
  await client.connect();
  const login = address.login();
  if (login !== undefined) {
    await client.call('AUTH', ...(login.name === undefined ? [] : [login.name]), login.password);
  }
  const hello = (await client.call('HELLO', '2')) as unknown[];
  if (address.database > 0) await client.call('SELECT', String(address.database));
  // The client asks for it too, whenever it connects, and warns on the console where it may not.
  const info = await client.info();
  const found = describeServer(hello, info, await savePoints(client));
  if ('complaint' in found) return found;
  for (;;) {
    try {
      await tryOut(client, prefix);
      return found;
    } catch (error) {
      state.isLoading = /^LOADING/.test(String((error as Error).message));
      if (!state.isLoading) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The setting `save`; undefined where the user may not ask, which is usual. */
async function savePoints(client: Redis): Promise<string | undefined> {
  try {
    return ((await client.config('GET', 'save')) as string[])[1];
  } catch {
    return undefined;
  }
}

/** Does what BullMQ does, in small: all kinds of keys, from a script, its connections' names, and what waits. Nothing of it stays. */
async function tryOut(client: Redis, prefix: string): Promise<void> {
  const key = `${prefix}:probe`;
  const script = `
    local key = KEYS[1]
    for _, call in ipairs({
      {'SET', key, '1'}, {'INCR', key}, {'DEL', key}, {'HSET', key, 'a', '1'}, {'DEL', key}, {'LPUSH', key, '1'},
      {'DEL', key}, {'SADD', key, '1'}, {'DEL', key}, {'ZADD', key, '1', '1'}, {'DEL', key}, {'XADD', key, '*', 'a', '1'},
    }) do
      redis.call(unpack(call))
    end
    return redis.call('DEL', key)`;
  await client.eval(script, 1, key);
  await client.call('CLIENT', 'SETNAME', prefix);
  await client.xread('STREAMS', key, '0');
  await client.bzpopmin(key, 0.001);
}

/** Whether the connection failed since the server has TLS and the address has not, or the other way. */
async function otherwise(address: QueueAddress, error: unknown): Promise<Complaint | undefined> {
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  const isClosed = /closed/.test(String((error as Error).message));
  if (!address.isEncrypted && (isClosed || ['ECONNRESET', 'EPIPE'].includes(code))) {
    const hasTls = await speaks('TLS', address, toLookAgain);
    return hasTls ? { reason: 'it speaks TLS', cure: 'Write rediss:// instead of redis://' } : undefined;
  }
  if (address.isEncrypted && /^(ECONNRESET|EPIPE|EPROTO|ETIMEDOUT|ERR_SSL)/.test(code)) {
    const isPlain = await speaks('plainly', address, toLookAgain);
    const cure = 'Set it up for TLS, or write redis:// where nobody listens on the way';
    return isPlain ? { reason: 'it speaks no TLS', cure } : undefined;
  }
  return undefined;
}

/** What is found within the time; undefined after it. */
async function within<Found>(milliseconds: number, work: Promise<Found>): Promise<Found | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {}); // its connection is closed soon
  }
}
