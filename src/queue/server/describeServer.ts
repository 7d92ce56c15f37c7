import { shortened } from '../../text.js';
import type { Complaint } from './complaints.js';

export interface Described {
  /** Such as `Redis 7.0.15`. */
  server: string;
  /** What a person should know of the server, a sentence each. */
  notes: readonly string[];
}

const oldest = [6, 2] as const;

/**
 * What a server says of itself, or why it will not do.
 *
 * @param hello the names and values that it answers to HELLO, one after another
 * @param info what it answers to INFO
 * @param savePoints its setting `save`; undefined where the user may not ask
 */
export function describeServer(
  hello: readonly unknown[],
  info: string,
  savePoints: string | undefined,
): Described | { complaint: Complaint } {
  const facts = factsOf(info);
  const said = (name: string) => {
    const at = hello.findIndex((value, i) => i % 2 === 0 && value === name);
    return at < 0 ? undefined : String(hello[at + 1]);
  };
  const isValkey = said('server') === 'valkey' || facts.has('valkey_version');
  const version = facts.get('valkey_version') ?? said('version') ?? facts.get('redis_version') ?? '';
  const server = `${isValkey ? 'Valkey' : 'Redis'} ${shortened(version, 20)}`;
  if (!isValkey && isOld(version)) {
    return {
      complaint: {
        reason: version === '' ? 'it is older than Redis 6' : `it is ${server}`,
        cure: `Use Redis ${oldest.join('.')} or newer, or Valkey`,
      },
    };
  }
  if (said('mode') === 'sentinel') {
    return {
      complaint: { reason: 'it is a sentinel', cure: 'Give the address of the server that it watches' },
    };
  }
  if (said('mode') === 'cluster' || facts.get('cluster_enabled') === '1') {
    return { complaint: { reason: 'it is a node of a cluster', cure: 'Use a server that stands alone' } };
  }
  if (said('role') === 'replica' || said('role') === 'slave') return { complaint: replica(facts) };
  return { server, notes: [...memoryNotes(facts), ...diskNotes(facts, savePoints)] };
}

function isOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return !(major > oldest[0] || (major === oldest[0] && minor >= oldest[1]));
}

function replica(facts: ReadonlyMap<string, string>): Complaint {
  const [host, port] = ['master_host', 'master_port'].map((name) => facts.get(name));
  const which = host === undefined ? 'its master' : `its master, ${host}:${port}`;
  return { reason: 'it is a replica, which nothing may be written to', cure: `Give the address of ${which}` };
}

function memoryNotes(facts: ReadonlyMap<string, string>): string[] {
  const policy = facts.get('maxmemory_policy');
  const hasLimit = (facts.get('maxmemory') ?? '0') !== '0';
  if (!hasLimit || policy === undefined || policy === 'noeviction') return [];
  return [
    `Where its memory runs out, the server forgets what is queued (maxmemory-policy ${policy}); set it to noeviction.`,
  ];
}

function diskNotes(facts: ReadonlyMap<string, string>, savePoints: string | undefined): string[] {
  if (facts.get('aof_enabled') !== '0') return [];
  const what =
    savePoints === ''
      ? 'The server keeps nothing on disk: where it ends, what is queued is lost and has to be queued again'
      : 'The server keeps no append-only file: where it crashes, what is queued may be lost and has to be queued again';
  return [`${what}; appendonly yes keeps it.`];
}

/** INFO's lines are name:value. */
function factsOf(info: string): ReadonlyMap<string, string> {
  return new Map(
    info.split(/\r?\n/).flatMap((line) => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [[line.slice(0, colon), line.slice(colon + 1)] as const];
    }),
  );
}
