import { afterAll, beforeAll } from 'vitest';
import { Redis } from '../../src/queue/server/bullmq.js';
import { type RedisServer, startRedis } from './server.js';

/**
 * Starts a server that keeps nothing, for all tests of a suite; it ends with them.
 *
 * @param onReady gets a client of it before the first test
 */
export function startSuiteServer(onReady: (client: Redis) => void): void {
  let server: RedisServer;
  let client: Redis;
  beforeAll(async () => {
    server = await startRedis({ more: ['--appendonly', 'no'] });
    client = new Redis(server.url());
    onReady(client);
  });
  afterAll(async () => {
    client?.disconnect();
    await server?.remove();
  });
}
