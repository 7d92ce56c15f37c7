import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../../docs/pages.js';
import { temporaryFolder } from '../../e2e/program.js';
import { describeWithRedis } from '../../redis/describeWithRedis.js';
import { type RedisServer, startRedis } from '../../redis/server.js';
import { bundleQueue } from './bundleQueue.js';

type Bullmq = typeof import('../../../src/queue/server/bullmq.js');
const prefix = 'adam-train';

// What the build leaves out of BullMQ must not be missed by anything that a sweep asks of it.
describeWithRedis('BullMQ as the build bundles it', () => {
  const folder = temporaryFolder();
  let bullmq: Bullmq;
  let server: RedisServer;
  let bytes: number;

  beforeAll(async () => {
    server = await startRedis();
    const outfile = join(folder.path, 'bullmq.mjs');
    bytes = await bundleQueue(`${root}src/queue/server/bullmq.ts`, outfile);
    bullmq = (await import(pathToFileURL(outfile).href)) as Bullmq;
  });
  afterAll(async () => {
    await server?.remove();
    folder.remove();
  });

  const connect = () => {
    const client = new bullmq.Redis(server.url(), { maxRetriesPerRequest: null });
    client.on('error', () => {});
    return client;
  };

  it('is half of what it was', () => {
    expect(bytes).toBeLessThan(650_000);
  });

  it('queues, works, hands back, tells, fails, and starts again what stalled', async () => {
    const connection = connect();
    const options = { connection, prefix, skipVersionCheck: true };
    const queue = new bullmq.Queue('lean', options);
    const events = new bullmq.QueueEvents('lean', options);
    await events.waitUntilReady();
    const heard: string[] = [];
    const said: string[] = [];
    events.on('completed', ({ jobId }) => heard.push(jobId));

    // Nobody renews the lock of this one.
    const dead = new bullmq.TrialTaker('lean', null, {
      ...options,
      lockDuration: 300,
      skipStalledCheck: true,
    });
    await queue.add('trial', {}, { jobId: 'left' });
    expect((await dead.getNextJob('dead'))?.id).toBe('left');

    await queue.addBulk(
      ['well', 'handed-back', 'bad'].map((jobId) => ({
        ...{ name: 'trial', data: { text: 'ä\u2028\0' }, opts: { jobId, attempts: 2, priority: 2 } },
      })),
    );
    const seen: string[] = [];
    const worker = new bullmq.TrialTaker(
      'lean',
      async (job, token) => {
        const times = seen.filter((id) => id === job.id).length;
        seen.push(job.id as string);
        if (job.id === 'handed-back' && times === 0) {
          await job.moveToWait(token as string);
          throw new bullmq.WaitingError();
        }
        if (job.id === 'bad') throw new Error('It is bad.');
        return job.data;
      },
      // A renewal may meet the moment between a job's being handed back and the worker's knowing of it, and is refused.
      { ...options, concurrency: 3, lockDuration: 60_000, stalledInterval: 300 },
    );
    worker.on('error', (error) => said.push(error.message));
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(3);
    expect([...heard].sort()).toEqual(['handed-back', 'left', 'well']);
    await expect.poll(() => queue.getFailedCount()).toBe(1);
    expect(seen.filter((id) => id === 'bad')).toHaveLength(2);
    expect((await queue.getJob('handed-back'))?.attemptsMade).toBe(1);
    expect((await queue.getJob('well'))?.returnvalue).toEqual({ text: 'ä\u2028\0' });
    expect((await queue.getJob('bad'))?.failedReason).toBe('It is bad.');
    expect(await queue.getJobCounts()).toMatchObject({ completed: 3, failed: 1, active: 0 });
    expect((await queue.getJobs(['completed'])).map((job) => job.id)).toHaveLength(3);
    expect(said).toEqual([]);
    await queue.remove('well');
    expect(await queue.getJob('well')).toBeUndefined();
    await worker.close();

    const renewed: string[] = [];
    const slow = new bullmq.TrialTaker('lean', () => new Promise((resolve) => setTimeout(resolve, 1_500)), {
      ...options,
      lockDuration: 2_000,
    });
    slow.on('error', (error) => said.push(error.message));
    slow.on('locksRenewed', ({ jobIds }) => renewed.push(...jobIds));
    await queue.add('trial', {}, { jobId: 'slow' });
    await expect.poll(() => heard, { timeout: 10_000 }).toContain('slow');
    expect(new Set(renewed)).toEqual(new Set(['slow']));
    expect(said).toEqual([]);
    await Promise.all([slow.close(), dead.close(), events.close()]);
    await queue.obliterate({ force: true });
    expect(await connection.keys('*')).toEqual([]);
    await queue.close();
    await connection.quit();
  });
});
