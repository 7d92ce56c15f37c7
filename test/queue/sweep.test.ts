import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Redis } from '../../src/queue/server/bullmq.js';
import { readJson, run, temporaryFolder } from '../e2e/program.js';
import { endWorker, startWorker, tableOf, watch } from '../e2e/queue.js';
import { onSmallTable, smallTable } from '../e2e/smallTable.js';
import { describeWithRedis } from '../redis/describeWithRedis.js';
import { type RedisServer, startRedis } from '../redis/server.js';

describeWithRedis('a sweep through a queue', () => {
  const { path: cwd, remove } = temporaryFolder();
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis({ password: 'open sesame' });
  });
  afterAll(async () => {
    await server?.remove();
    remove();
  });

  it('gives what the same sweep gives here, keeps its password to itself, and leaves nothing on the server', async () => {
    writeFileSync(join(cwd, 'table.csv'), smallTable(40));
    const job = [...onSmallTable('table.csv'), '--hidden', '4', '--epochs', '5'];
    const space = ['--lr', '1e-3,1e-2,3e-2', '--optimizer', 'adam,sgd'];
    const elsewhere = join(cwd, 'elsewhere');
    mkdirSync(elsewhere);
    const queued = watch(cwd, ['sweep', ...job, ...space, '--name', 'queued'], {
      ADAM_TRAIN_QUEUE: server.url(),
    });
    const worker = await startWorker(elsewhere, server.url());
    const [there, here] = await Promise.all([
      queued.finished,
      run(cwd, ['sweep', ...job, ...space, '--name', 'here', '--quiet']),
    ]);
    const { code, stdout, stderr } = await endWorker(worker);
    expect(there.stderr).not.toContain('error');
    expect([there.code, here.code, code]).toEqual([0, 0, 143]);
    expect(tableOf(cwd, 'queued')).toBe(tableOf(cwd, 'here'));
    expect(filesOf('queued').filter((name) => name !== 'queue.json')).toEqual(filesOf('here'));
    expect(filesOf('queued')).toContain('report.html');
    expect(stderr.match(/trial \d+ begins/g)?.sort()).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => `trial ${n} begins`),
    );
    expect(readdirSync(elsewhere)).toEqual([]);

    const written = filesOf('queued')
      .filter((name) => /\.\w+$/.test(name))
      .map((name) => readFileSync(join(cwd, 'out/queued', name), 'latin1'));
    const all = [...written, there.stdout, there.stderr, stdout, stderr];
    expect(all.filter((text) => /sesame/.test(text))).toEqual([]);
    expect(readJson(cwd, 'out/queued/space.json')['environment']).toMatchObject({
      queue: `redis://:***@127.0.0.1:${server.port}/0`,
    });

    const client = new Redis(server.url());
    const keys = await client.keys('*');
    const kept = keys.filter((key) => !/^adam-train:sweeps:(meta|id|events|stalled-check|marker)$/.test(key));
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatch(/^adam-train:sweeps:data:[0-9a-f]{64}$/);
    expect(await client.ttl(kept[0] as string)).toBeGreaterThan(0);
    client.disconnect();
  });

  function filesOf(name: string): string[] {
    return readdirSync(join(cwd, 'out', name), { recursive: true, encoding: 'utf8' }).sort();
  }
});
