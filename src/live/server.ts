import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Streams } from './streams.js';

/** Of a token in the address, which nobody guesses. */
const TOKEN_BYTES = 24;
const MOST_CONNECTIONS = 64;
/** What a connection may take to ask. */
const MILLISECONDS_TO_ASK = 5000;
const MILLISECONDS_BETWEEN_CHECKS = 1000;
/** What the streams may take to be told of the end. */
const MILLISECONDS_TO_END = 500;

const headers = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** Serves one page and its stream of events to who knows its address, on this machine alone. */
export class LiveServer {
  /** The page's address; ends with a slash. */
  readonly address: string;
  readonly streams = new Streams();
  private page: string | undefined;
  private readonly hosts: readonly string[];

  private constructor(
    private readonly server: Server,
    private readonly token: string,
    { address, port }: { address: string; port: number },
  ) {
    this.address = `http://${address}:${port}/${token}/`;
    this.hosts = [address, 'localhost'].map((name) => `${name}:${port}`);
    server.on('request', (request, response) => this.answer(request, response));
  }

  /**
   * Begins to serve on a port that is free. It keeps no process alive.
   *
   * @throws the system's error if there is none
   */
  static async listen(address = '127.0.0.1'): Promise<LiveServer> {
    const server = createServer({
      requestTimeout: MILLISECONDS_TO_ASK,
      headersTimeout: MILLISECONDS_TO_ASK,
      connectionsCheckingInterval: MILLISECONDS_BETWEEN_CHECKS, // Node's own are half a minute apart
    });
    server.maxConnections = MOST_CONNECTIONS;
    server.on('clientError', (_, socket) => socket.destroy());
    server.on('connection', (socket) => socket.unref());
    server.listen(0, address);
    await once(server, 'listening');
    server.unref();
    const place = server.address();
    if (place === null || typeof place === 'string') throw new Error('The server has no port.');
    return new LiveServer(server, randomBytes(TOKEN_BYTES).toString('base64url'), {
      address,
      port: place.port,
    });
  }

  show(page: string): void {
    this.page = page;
  }

  /** Tells the streams the last they hear, waits a moment for those that still read, and ends. */
  async end(last: string): Promise<void> {
    this.server.close();
    const patience = new AbortController();
    await Promise.race([
      this.streams.end(last),
      wait(MILLISECONDS_TO_END, undefined, { signal: patience.signal }).catch(() => {}),
    ]);
    patience.abort();
    this.server.closeAllConnections();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    response.on('error', () => {}); // a reader that is gone
    // Another name that leads here is another site's, which would read what it must not.
    if (!this.hosts.includes(request.headers.host ?? '')) {
      refuse(response, 403, 'Forbidden');
      return;
    }
    const path = request.url ?? '';
    const asksFor = ['', 'events'].find((name) => isSame(path, `/${this.token}/${name}`));
    if (isSame(path, `/${this.token}`))
      refuse(response, 308, 'Permanent Redirect', { Location: this.address });
    else if (asksFor === undefined) refuse(response, 404, 'Not Found');
    else if (request.method !== 'GET') refuse(response, 405, 'Method Not Allowed', { Allow: 'GET' });
    else if (asksFor === 'events') this.stream(response);
    else if (this.page === undefined) refuse(response, 503, 'The run begins; load this page again.');
    else {
      response.writeHead(200, {
        ...headers,
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': "frame-ancestors 'none'",
        'X-Frame-Options': 'DENY',
        Connection: 'close',
      });
      response.end(this.page);
    }
  }

  private stream(response: ServerResponse): void {
    response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
    this.streams.add(response);
  }
}

function refuse(
  response: ServerResponse,
  status: number,
  text: string,
  more: Record<string, string> = {},
): void {
  response.writeHead(status, { ...headers, 'Content-Type': 'text/plain', Connection: 'close', ...more });
  response.end(`${text}\n`);
}

/** Whether two texts are the same, in a time that says nothing of where they are not. */
function isSame(a: string, b: string): boolean {
  const [first, second] = [a, b].map((text) => createHash('sha256').update(text).digest()) as [
    Buffer,
    Buffer,
  ];
  return timingSafeEqual(first, second);
}
