import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface ServerOptions {
  /** Of the user `default`. */
  password?: string;
  /** A user beside or instead of `default`, by its line in an ACL file: `ada on >secret ~adam-train:* +@all`. */
  users?: readonly string[];
  /** Speaks TLS alone, with a certificate that only those trust who know `certificate`. */
  tls?: boolean;
  /** What else stands in the server's configuration: ['--maxmemory', '4mb']. It saves by its append-only file unless told otherwise. */
  more?: readonly string[];
}

export type RedisServer = Awaited<ReturnType<typeof startRedis>>;

/** The server on this machine: ADAM_TRAIN_REDIS_SERVER, or the first on PATH; undefined if there is none. */
export function findRedis(): string | undefined {
  const given = process.env['ADAM_TRAIN_REDIS_SERVER'];
  if (given !== undefined && given !== '') return given;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return ['redis-server', 'valkey-server']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

/**
 * Starts a real server on a free port of this machine, with a temporary folder of its own; it ends with the test process if nobody
 * ends it before.
 */
export async function startRedis(options: ServerOptions = {}) {
  const path = findRedis();
  if (path === undefined)
    throw new Error('No redis-server is on PATH; apt-get install redis-server, or another.');
  const folder = mkdtempSync(join(tmpdir(), 'adam-train-redis-'));
  const certificate = join(folder, 'certificate.pem');
  if (options.tls === true) makeCertificate(folder);
  const settings = configured(folder, options);
  let { child, port } = await onFreePort(path, settings);
  const end = async (signal: NodeJS.Signals) => {
    const ended = untilExit(child);
    child.kill('SIGCONT');
    child.kill(signal);
    await ended;
  };
  return {
    port,
    /** Where its certificate is, for NODE_EXTRA_CA_CERTS. */
    certificate,
    /** `redis://127.0.0.1:port/0`, with a name and a password if they are given. */
    url: (name = '', password = options.password ?? '') => {
      const login = name + password === '' ? '' : `${name}:${encodeURIComponent(password)}@`;
      return `${options.tls === true ? 'rediss' : 'redis'}://${login}127.0.0.1:${port}/0`;
    },
    /** What it uses now, as the system counts. */
    get pid() {
      return child.pid as number;
    },
    /** Ends it as a system does that shuts down: it writes first. */
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    /** Starts it again on the same port and the same data. */
    restart: async () => {
      child = await started(path, settings(port));
    },
    /** It still accepts connections, since the system does that, but never answers. */
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    remove: async () => {
      if (child.exitCode === null && child.signalCode === null) await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configured(folder: string, { password, users, tls, more = [] }: ServerOptions) {
  const data = join(folder, 'data');
  mkdirSync(data);
  const list = join(folder, 'users.acl');
  if (users !== undefined) writeFileSync(list, users.map((user) => `user ${user}\n`).join(''));
  return (port: number): string[] => [
    ...['--bind', '127.0.0.1', '--dir', data, '--save', '', '--appendonly', 'yes'],
    ...(tls === true
      ? [
          ...['--port', '0', '--tls-port', String(port), '--tls-auth-clients', 'no'],
          ...['--tls-cert-file', join(folder, 'certificate.pem'), '--tls-key-file', join(folder, 'key.pem')],
          ...['--tls-ca-cert-file', join(folder, 'certificate.pem')],
        ]
      : ['--port', String(port)]),
    ...(password === undefined ? [] : ['--requirepass', password]),
    ...(users === undefined ? [] : ['--aclfile', list]),
    ...more,
  ];
}

function makeCertificate(folder: string): void {
  execFileSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
      ...['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')],
    ],
    { stdio: 'pipe' },
  );
}

/** Another process may take a port between its being found free and used. */
async function onFreePort(path: string, settings: (port: number) => string[]) {
  for (let tries = 0; ; tries++) {
    const port = await freePort();
    try {
      return { child: await started(path, settings(port)), port };
    } catch (error) {
      if (tries === 5 || !/in use/.test(String(error))) throw error;
    }
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Starts it and waits until it serves; rejects with what it said if it ends before. */
function started(path: string, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(path, args, { stdio: 'pipe' });
  const kill = () => child.kill('SIGKILL');
  process.on('exit', kill);
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk;
      if (/Ready to accept connections/.test(said)) resolve(child);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.on('error', reject);
    child.on('exit', (code) => {
      process.off('exit', kill);
      reject(new Error(`${path} ended with ${code}: ${said}`));
    });
  });
}

function untilExit(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}
