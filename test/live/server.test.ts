import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LiveRun } from '../../src/live/liveRun.js';
import { LiveServer } from '../../src/live/server.js';
import { event } from '../../src/live/streams.js';

let server: LiveServer;
let url: URL;
beforeEach(async () => {
  server = await LiveServer.listen();
  server.show('the page');
  url = new URL(server.address);
});
afterEach(() => server.end(''));

/** Asks for a path of the server's, by default the page's. */
function ask({ path = url.pathname, method = 'GET', host = url.host } = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request({ port: url.port, path, method, headers: { host } }, resolve).on('error', reject).end();
  });
}

async function statusOf(asked: Parameters<typeof ask>[0]): Promise<number | undefined> {
  const answer = await ask(asked);
  answer.resume();
  return answer.statusCode;
}

/** Until something holds, for two seconds at most. */
async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds()).toBe(true);
}

/** What an answer has said so far. */
function heard(answer: IncomingMessage): { text: string } {
  const so = { text: '' };
  answer.setEncoding('utf8').on('data', (piece) => {
    so.text += piece;
  });
  return so;
}

const events = () => `${url.pathname}events`;

describe('the server of a live page', () => {
  it('leads to the page from its address without the last slash', async () => {
    const answer = await ask({ path: url.pathname.slice(0, -1) });
    answer.resume();
    expect([answer.statusCode, answer.headers.location]).toEqual([308, url.href]);
  });

  it('serves the page to who knows its address, on this machine alone', async () => {
    expect(url.hostname).toBe('127.0.0.1');
    expect(url.pathname).toMatch(/^\/[\w-]{32}\/$/);
    const answer = await ask();
    expect(answer.statusCode).toBe(200);
    expect(await text(answer)).toBe('the page');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "frame-ancestors 'none'",
    });
    expect(await statusOf({ host: `localhost:${url.port}` })).toBe(200);
    const other = await LiveServer.listen();
    expect(new URL(other.address).pathname).not.toBe(url.pathname);
    await other.end('');
  });

  it.each(['/', '/favicon.ico', '/events', '//', '/../', '/%00', `/${'a'.repeat(32)}/`])(
    'has nothing at %s',
    async (path) => {
      expect(await statusOf({ path })).toBe(404);
      expect(await statusOf({ path, method: 'POST' })).toBe(404);
    },
  );

  it('has nothing beside the page and its events', async () => {
    const { pathname } = url;
    for (const path of [`${pathname}?a`, `${pathname}x`, `${events()}/`, pathname.toLowerCase()]) {
      expect(await statusOf({ path })).toBe(404);
    }
  });

  it('answers to no other name, which would be a page of another site', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${url.port}`,
      '127.0.0.1',
      `127.0.0.1:${url.port}.evil.example`,
    ]) {
      expect(await statusOf({ host })).toBe(403);
      expect(await statusOf({ host, path: events() })).toBe(403);
    }
  });

  it.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])('has no %s', async (method) => {
    const answer = await ask({ method });
    answer.resume();
    expect(answer.statusCode).toBe(405);
    expect(answer.headers.allow).toBe('GET');
  });

  it('survives what is no HTTP', async () => {
    const socket = connect(Number(url.port), url.hostname);
    socket.on('error', () => {});
    socket.write('\u0000\r\n\r\n');
    await new Promise((resolve) => socket.on('close', resolve));
    expect(await statusOf({})).toBe(200);
  });

  it('sends each of many streams what it lacks, also one that comes late', async () => {
    const update = (has: number) => ({ text: event('epochs', has), has: has + 1 });
    const early = await Promise.all(Array.from({ length: 30 }, () => ask({ path: events() })));
    const said = early.map(heard);
    server.streams.send(true, update);
    server.streams.send(false, update);
    server.streams.send(true, update);
    const late = heard(await ask({ path: events() }));
    server.streams.send(false, update);
    const last = (so: { text: string }, data: number) => so.text.endsWith(event('epochs', data));
    await until(() => said.every((so) => last(so, 1)) && last(late, 0));
    for (const so of said) expect(so.text).toBe(`retry: 1000\n\n${event('epochs', 0)}${event('epochs', 1)}`);
    expect(early[0]?.headers['content-type']).toBe('text/event-stream');
    await server.end(event('end', {}));
    await until(() => [...said, late].every((so) => so.text.endsWith(event('end', {}))));
  });

  it('keeps no more than one update for a stream that does not read, and ends without it', async () => {
    const socket = connect(Number(url.port), url.hostname);
    socket.on('error', () => {}).write(`GET ${events()} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`);
    socket.pause();
    const quick = heard(await ask({ path: events() }));
    await until(() => quick.text !== '');
    let sent = 0;
    const large = 'x'.repeat(4_000_000);
    const update = (has: number) => {
      sent++;
      return { text: event('epochs', has < 3 ? large : 'end'), has: has + 1 };
    };
    for (let i = 0; i < 8; i++) {
      const before = quick.text.length;
      server.streams.send(true, update);
      await until(() => quick.text.length > before && quick.text.endsWith('\n\n'));
    }
    expect(quick.text.split('event:')).toHaveLength(9);
    expect(sent).toBeLessThanOrEqual(10); // of the one that does not read one, two or none
    const start = performance.now();
    await server.end(event('end', {}));
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(quick.text.endsWith(event('end', {}))).toBe(true);
    socket.destroy();
  });
});

it('says in a sentence that there is no port, and lets the run go on', async () => {
  const said: string[] = [];
  expect(await LiveRun.begin((sentence) => said.push(sentence), '203.0.113.1')).toBeUndefined();
  expect(said).toEqual([
    '--live needs a free port on this machine to show the run, and got none (EADDRNOTAVAIL); the run goes on without.',
  ]);
});
