import { UsageError } from '../../errors.js';
import { oneLine, printable } from '../../text.js';
import type { RedisOptions } from './bullmq.js';

/** Where the server of a queue is. What would give its password away is not among what is printed or written. */
export interface QueueAddress {
  /** As it may be shown: redis://user:***@host:6379/0. */
  readonly shown: string;
  readonly host: string;
  readonly port: number;
  readonly isEncrypted: boolean;
  readonly database: number;
  /** The user's name and password; undefined for a server that asks for none. A name that is undefined is the server's default. */
  readonly login: () => { name: string | undefined; password: string } | undefined;
}

const shape = 'redis://[user:password@]host[:port][/database], or rediss:// for TLS';
const inPassword = 'in a password, write % as %25, / as %2F, ? as %3F, # as %23 and @ as %40';

/**
 * Reads a queue's address.
 *
 * @param what where it was given, as a sentence calls it: --queue, or ADAM_TRAIN_QUEUE
 * @throws UsageError if it is none; the sentence has no password in it
 */
export function parseQueueAddress(text: string, what: string): QueueAddress {
  const wrong = (rule: string, cure: string) =>
    new UsageError(`${what} must ${rule}, got ${oneLine(masked(text), 100)}; ${cure}.`);
  if (!/^rediss?:\/\//i.test(text)) throw wrong('be the address of a Redis server', `write ${shape}`);
  // A URL's reader passes over some characters, and takes others for escapes of its own.
  if (printable(text) !== text || /[\s\\]/.test(text)) {
    throw wrong(
      'have no spaces, backslashes or control characters',
      'write those of a password as %20 or alike',
    );
  }
  const url = parsedUrl(text);
  if (url === undefined) throw wrong(`be ${shape}`, inPassword);
  if (url.search !== '' || url.hash !== '' || /[?#]$/.test(text)) {
    throw wrong('end after the database', `leave out what begins with ? or #, or, ${inPassword}`);
  }
  const name = decoded(url.username);
  const password = decoded(url.password);
  if (name === undefined || password === undefined) throw wrong('have whole percent escapes', inPassword);
  if (name !== '' && password === '') {
    throw wrong('have a password after a user', 'write user:password@, or :password@ for the default user');
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (!/^[a-z0-9._-]+$|^[0-9a-f:.]*:[0-9a-f:.]*$/.test(host)) {
    throw wrong(
      "name the server's host",
      'write a name such as localhost, an IPv4 address, or an IPv6 address in []',
    );
  }
  const port = url.port === '' ? 6379 : Number(url.port);
  if (port === 0) throw wrong('have a port from 1 to 65535', 'write the port that the server listens on');
  const database = /^(?:\/(\d{1,6})?)?$/.exec(url.pathname);
  if (database === null) throw wrong('have a whole number as its database', 'write /0 or leave it out');
  const scheme = url.protocol.toLowerCase();
  const shownHost = host.includes(':') ? `[${host}]` : host;
  const shownLogin = password === '' ? '' : `${oneLine(decoded(url.username) ?? '')}:***@`;
  return {
    shown: `${scheme}//${shownLogin}${shownHost}:${port}/${Number(database[1] ?? 0)}`,
    host,
    port,
    isEncrypted: scheme === 'rediss:',
    database: Number(database[1] ?? 0),
    login: () => (password === '' ? undefined : { name: name === '' ? undefined : name, password }),
  };
}

/** What the client of a server is made with. */
export function connectionTo({ host, port, database, isEncrypted, login }: QueueAddress): RedisOptions {
  const given = login();
  return {
    ...{ host, port, db: database },
    ...(given === undefined ? {} : { password: given.password }),
    ...(given?.name === undefined ? {} : { username: given.name }),
    ...(isEncrypted ? { tls: {} } : {}),
  };
}

/** A text with *** for all in it that may be a password, whether it is an address or not. */
function masked(text: string): string {
  return text
    .replace(/^([a-z]*:\/*)?([^:@]*):(.*)@/is, '$1$2:***@')
    .replace(/^([a-z]*:\/*)?([^:@/]*):(?!\d+(?:[/?#]|$)|\*\*\*@|\/\/)[^@]+$/is, '$1$2:***')
    .replace(/[?#].*$/s, (rest) => `${rest.charAt(0)}***`);
}

function parsedUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
