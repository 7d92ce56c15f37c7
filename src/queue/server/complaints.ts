import { shortened } from '../../text.js';

/** Why a server cannot be used, and what to do about it, as parts of a sentence and a sentence without its full stop. */
export interface Complaint {
  reason: string;
  cure: string;
}

const isItThere = 'Check the address, and whether a firewall is between';

const cutOff: Complaint = {
  reason: 'the connection is cut off',
  cure: 'Check that a Redis server listens there',
};

/** By the system's or Node's code. */
const byCode: Record<string, Complaint> = {
  ECONNREFUSED: { reason: 'no server listens there', cure: 'Start one, or correct the address' },
  ENOTFOUND: { reason: 'there is no host of that name', cure: 'Correct the name' },
  EAI_AGAIN: { reason: "the host's name cannot be looked up", cure: 'Check the name and the network' },
  ETIMEDOUT: { reason: 'the host does not answer', cure: isItThere },
  EHOSTUNREACH: { reason: 'no way leads to the host', cure: isItThere },
  ENETUNREACH: { reason: 'no way leads to its network', cure: isItThere },
  EACCES: { reason: 'the system allows no connection there', cure: isItThere },
  EPERM: { reason: 'the system allows no connection there', cure: isItThere },
  ECONNRESET: cutOff,
  EPIPE: cutOff,
  CERT_HAS_EXPIRED: { reason: "the server's certificate has expired", cure: 'Renew it' },
  CERT_NOT_YET_VALID: {
    reason: "the server's certificate is not valid yet",
    cure: 'Check the clocks of both machines',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    reason: "the server's certificate is for other names",
    cure: 'Give the address by a name that stands in it',
  },
};

const otherLogin = 'Correct them in the address';

/** By how the server's answer begins. The first that fits counts. */
const byAnswer: [RegExp, Complaint][] = [
  [/^WRONGPASS|^ERR invalid password/, { reason: 'the user or the password is wrong', cure: otherLogin }],
  [
    /^NOAUTH/,
    {
      reason: 'it asks for a password',
      cure: 'Write redis://user:password@, or :password@, into the address',
    },
  ],
  [
    /^ERR .*AUTH.*(without any password configured|no password is set)/,
    { reason: 'it asks for no password', cure: 'Leave the one in the address out' },
  ],
  [
    /^NOPERM|can't run this command|cannot run this command/,
    {
      reason: 'its user lacks rights that a queue needs',
      cure: 'Allow them: ACL SETUSER … ~adam-train:* +@all -@dangerous +info',
    },
  ],
  [
    /DB index is out of range/,
    { reason: 'it has no database of that number', cure: 'Give a smaller one, such as /0' },
  ],
  [
    /^DENIED/,
    {
      reason: 'it is in protected mode, for its own machine alone',
      cure: 'Give its default user a password',
    },
  ],
  [
    /^ERR max number of clients/,
    { reason: 'it has as many clients as it allows', cure: 'Raise maxclients, or end some' },
  ],
  [
    /^READONLY/,
    { reason: 'it is a replica, which nothing may be written to', cure: 'Give the address of its master' },
  ],
  [
    /^OOM|OOM command not allowed/,
    { reason: 'its memory is used up', cure: 'Raise maxmemory, or remove what is old' },
  ],
  [
    /^MISCONF|^NOREPLICAS/,
    {
      reason: 'it takes nothing more, since it cannot save or copy it',
      cure: "Read the server's log, and mend that",
    },
  ],
  [/^MOVED|^CROSSSLOT|^CLUSTERDOWN/, { reason: 'it is a cluster', cure: 'Use a server that stands alone' }],
  [
    /unknown command .?HELLO/i,
    { reason: 'it is older than Redis 6', cure: 'Use Redis 6.2 or newer, or Valkey' },
  ],
  [/^Connection is closed/, cutOff],
  [/^Protocol error/, { reason: 'what answers there is no Redis server', cure: 'Correct the address' }],
];

export const silent: Complaint = {
  reason: 'it takes the connection but does not answer',
  cure: 'See how the server is, or what else listens there',
};

export const loading: Complaint = {
  reason: 'it is still loading its data',
  cure: 'Wait until it has, and run again',
};

/** What an error of a connection, or of what was asked through it, means. */
export function complaintOf(error: unknown, password: string | undefined): Complaint {
  const { code, message } = error as NodeJS.ErrnoException;
  if (typeof code === 'string') {
    const known = byCode[code];
    if (known !== undefined) return known;
    if (/CERTIFICATE_REQUIRED/.test(code)) {
      return {
        reason: 'it asks its clients for certificates',
        cure: 'Set tls-auth-clients no; a password does as much',
      };
    }
    if (/CERT|ISSUER|SIGNATURE/.test(code)) {
      return {
        reason: `its certificate is not trusted (${code})`,
        cure: 'Name the file of the authority that signed it in NODE_EXTRA_CA_CERTS',
      };
    }
    if (/^(ERR_SSL|EPROTO)/.test(code)) {
      return {
        reason: `no TLS can be agreed on (${code})`,
        cure: 'Check what listens there, and its versions of TLS',
      };
    }
  }
  const said = String(message);
  const [, known] = byAnswer.find(([answer]) => answer.test(said)) ?? [];
  if (known !== undefined) return known;
  // A server may repeat what it did not understand, or the beginning of that.
  const [plain = ''] = said.split(/,? with args/);
  const shown = password === undefined || password === '' ? plain : plain.replaceAll(password, '***');
  return { reason: `it says: ${shortened(shown.trim(), 200)}`, cure: 'Mend that, or use another server' };
}
