import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { root } from '../../docs/pages.js';
import { describeWithRedis } from '../../redis/describeWithRedis.js';
import { startRedis } from '../../redis/server.js';
import { bundleQueue } from './bundleQueue.js';

describeWithRedis("a server's answers", () => {
  const folder = mkdtempSync(join(tmpdir(), 'adam-train-answers-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are told from other errors in the bundle, too, where classes have other names', async () => {
    const server = await startRedis();
    try {
      const entry = join(folder, 'entry.ts');
      const from = (path: string) => JSON.stringify(`${root}src/queue/server/${path}.ts`);
      writeFileSync(
        entry,
        `export { Redis } from ${from('bullmq')}; export { isAnswer } from ${from('busy')};`,
      );
      const bundle = join(folder, 'bundle.mjs');
      await bundleQueue(entry, bundle);
      expect(existsSync(bundle)).toBe(true);
      const { Redis, isAnswer } = await import(pathToFileURL(bundle).href);
      const client = new Redis(server.port);
      await client.set('text', 'a');
      const refused = await client.lpush('text', 'b').catch((error: unknown) => error);
      client.disconnect();
      expect(String(refused)).toMatch(/WRONGTYPE/);
      expect(isAnswer(refused)).toBe(true);
      expect(isAnswer(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toBe(false);
    } finally {
      await server.remove();
    }
  });
});
