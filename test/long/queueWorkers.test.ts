import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Redis } from '../../src/queue/server/bullmq.js';
import { run } from '../e2e/program.js';
import { endWorker, setScene, startWorker, tableOf, tiny, until, type Watched } from '../e2e/queue.js';
import { describeWithRedis } from '../redis/describeWithRedis.js';

const few = ['--lr', '1e-3,2e-3,3e-3'];
const many = ['--lr', Array.from({ length: 40 }, (_, i) => `${i + 1}e-4`).join(',')];
/** Each of whose trials takes seconds. */
const slow = [
  ...[
    'sweep',
    '--samples',
    '1000',
    '--features',
    '8',
    '--hidden',
    '128,128',
    '--epochs',
    '600',
    '--val-size',
    '0.2',
  ],
];
const two = ['--lr', '1e-3,2e-3'];

function connect(url: string): Redis {
  const client = new Redis(url).on('error', () => {});
  onTestFinished(() => client.disconnect());
  return client;
}

/** The process with which a worker trains. */
function trainerOf({ pid }: Watched): number | undefined {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return children[0] === '' ? undefined : Number(children[0]);
}

describeWithRedis('a worker', () => {
  it('hands what it trains back at SIGTERM, which counts as no attempt', async () => {
    const { cwd, server, sweep, work, here } = await setScene();
    const client = connect(server.url());
    const first = await work();
    const queued = sweep([...slow, ...two, '--name', 'queued']);
    await first.says(/trial \d begins/);
    const [trial] = /trial \d begins/.exec(first.said()) as RegExpExecArray;
    const second = await work();
    await second.says(/trial \d begins/); // the other one
    const { code, stderr } = await endWorker(first);
    expect(stderr).toMatch(/Ending: 1 trial handed back for other workers\.\n$/);
    expect(code).toBe(143);
    const third = await work();
    await third.says(new RegExp(trial));
    // One whose lock ran out would have been counted as stalled.
    const [key] = (await client.keys(`adam-train:sweeps:*-trial-000${trial[6]}*`)).filter(
      (one) => !/lock|logs|result/.test(one),
    );
    expect(await client.hmget(key as string, 'atm', 'stc', 'ats')).toEqual([null, null, '2']);
    expect((await queued.finished).code).toBe(0);
    expect(tableOf(cwd, 'queued')).toBe(await here([...slow, ...two]));
  });

  it('that stood still beyond its lock is refused, and the sweep is whole', async () => {
    const { cwd, sweep, work, here } = await setScene();
    const sleeper = await work();
    const queued = sweep([...slow, ...two, '--name', 'queued']);
    await sleeper.says(/trial \d begins/);
    const [trial, number] = /trial (\d) begins/.exec(sleeper.said()) as RegExpExecArray;
    sleeper.kill('SIGSTOP');
    const other = await work();
    await other.says(new RegExp(trial));
    await other.says(new RegExp(`trial ${number} completed`));
    sleeper.kill('SIGCONT');
    await sleeper.says(
      /The lock on \S+-trial-000\d\S* ran out while this worker was away; if another worker has begun it since, what comes of it there counts\.\n/,
    );
    const { code, stderr } = await queued.finished;
    expect([code, stderr.includes('rror')]).toEqual([0, false]);
    expect(tableOf(cwd, 'queued')).toBe(await here([...slow, ...two]));
    expect((await endWorker(sleeper)).code).toBe(143);
  });

  it('reports a trial that ends its process three times, with the reason, and trains the others', async () => {
    const { cwd, sweep, work } = await setScene();
    const worker = await work();
    let killed = 0;
    const queued = sweep([...slow, '--lr', '1e-3,2e-3,3e-3', '--name', 'queued']);
    const isOver = queued.finished.then(() => true);
    while (!(await Promise.race([isOver, new Promise((resolve) => setTimeout(() => resolve(false), 20))]))) {
      const last = worker
        .said()
        .match(/trial \d (begins|completed)/g)
        ?.at(-1);
      const begun = worker.said().match(/trial 2 begins/g)?.length ?? 0;
      const trainer = trainerOf(worker);
      if (last !== 'trial 2 begins' || begun === killed || trainer === undefined) continue;
      process.kill(trainer, 'SIGKILL');
      killed++;
    }
    expect((await queued.finished).code).toBe(0);
    const rows = readFileSync(join(cwd, 'out/queued/sweep.csv'), 'utf8').split('\n');
    expect(rows[1]).toMatch(/^1,0.001,completed,/);
    expect(rows[2]).toMatch(/^2,0.002,failed,0,.*Its process was ended by SIGKILL/);
    expect(rows[3]).toMatch(/^3,0.003,completed,/);
    expect(killed).toBe(3);
  });

  it('fails what is no trial, leaves that of another version to others, and trains the rest', async () => {
    const { cwd, server, sweep, work, here } = await setScene();
    const client = connect(server.url());
    const worker = await work();
    /** As somebody would who may write there, past BullMQ. */
    const put = async (id: string, data: string, more: Record<string, string> = {}) => {
      const fields = {
        name: 'trial',
        data,
        opts: '{"attempts":3}',
        timestamp: '1',
        delay: '0',
        priority: '0',
        ...more,
      };
      await client.hset(`adam-train:sweeps:${id}`, fields);
      await client.lpush('adam-train:sweeps:wait', id);
      await client.zadd('adam-train:sweeps:marker', 0, '0');
    };
    const monitored = await real();
    const { version } = JSON.parse(monitored);
    const sweepId = 'abcdefabcdef';
    const digest = JSON.parse(monitored).settingsDigest;
    const id = (n: number) => `${sweepId}-trial-000${n}-${digest.slice(0, 12)}`;
    const changed = (n: number, more: object, settings: object = {}) => {
      const job = JSON.parse(monitored);
      return JSON.stringify({
        ...job,
        sweep: sweepId,
        trial: n,
        ...more,
        settings: { ...job.settings, ...settings },
      });
    };
    await put('broken', '{"version":');
    await put('../../etc/passwd', changed(1, {}));
    await put('not-its-name', changed(1, {}));
    await put('nothing', '{}');
    await put('polluted', '{"__proto__":{"trial":1}}');
    await put(id(2), changed(2, {}, { data: '/etc/passwd' }));
    await put(id(3), changed(3, {}).replace('"settings":{', '"settings":{"__proto__":{"epochs":3},'));
    await put(id(4), changed(4, { trial: '../x' }));
    await put(id(5), changed(5, {}, { out: '/tmp/adam-train-poisoned' }));
    await put(id(6), changed(6, { hasFile: true, dataSha256: '../../../../etc/passwd' }));
    await put(id(7), changed(7, { version: `99.${version}` }));
    await put('no-options', changed(1, {}), { opts: '{"attempts":' });
    await client.lpush('adam-train:sweeps:wait', 'without-a-hash');

    const failures = async () => client.zrange('adam-train:sweeps:failed', 0, -1);
    const expected = [
      'broken',
      '../../etc/passwd',
      'not-its-name',
      'nothing',
      'polluted',
      'without-a-hash',
      ...[2, 4, 5, 6].map(id),
    ];
    await until('they have failed', async () => {
      const failed = await failures();
      return expected.every((one) => failed.includes(one));
    });
    const reasonOf = (one: string) => client.hget(`adam-train:sweeps:${one}`, 'failedReason');
    expect(await reasonOf('broken')).toBe('It is no trial of a sweep.');
    expect(await reasonOf('../../etc/passwd')).toBe('Its name is not that of its trial.');
    expect(await reasonOf(id(2))).toBe('Its settings must name no data.');
    await worker.says(
      /is of adam-train 99\.\S+, and this worker of \S+: its trials are left to others; install the same version/,
    );

    const { code } = await sweep([...tiny, ...few, '--name', 'queued']).finished;
    expect(code).toBe(0);
    expect(tableOf(cwd, 'queued')).toBe(await here([...tiny, ...few]));
    const end = await endWorker(worker);
    expect(end.code).toBe(143);
    expect(end.stderr).not.toMatch(/passwd|\/tmp/);

    /** The data of a job as a sweep puts it there. */
    async function real(): Promise<string> {
      const other = sweep([...tiny, ...few, '--queue-name', 'others', '--name', 'other']);
      let found: string | null | undefined;
      await until('its jobs are there', async () => {
        const [key] = (await client.keys('adam-train:others:*-trial-0001*')).filter(
          (one) => !one.includes('result'),
        );
        found = key && (await client.hget(key, 'data'));
        return typeof found === 'string';
      });
      other.kill('SIGKILL');
      await other.finished;
      return found as string;
    }
  });
});

describeWithRedis('a sweep', () => {
  it('takes back at Ctrl-C what no worker has, and is gone on with', async () => {
    const { cwd, server, sweep, work, here } = await setScene();
    const client = connect(server.url());
    const worker = await work();
    const queued = sweep([...tiny, ...many, '--name', 'queued']);
    await worker.says(/trial 5 begins/);
    queued.kill('SIGINT');
    const { code, stderr } = await queued.finished;
    expect(stderr).toMatch(
      /taking back the trials that no worker has[\s\S]*go on with adam-train resume out\/queued and the same --queue\.\n$/,
    );
    expect(code).toBe(130);
    await until('nobody trains', async () => (await client.llen('adam-train:sweeps:active')) === 0);
    expect(await client.llen('adam-train:sweeps:wait')).toBe(0);
    expect(worker.said()).not.toMatch(/trial 40 begins/);
    expect((await sweep(['resume', 'out/queued']).finished).code).toBe(0);
    expect(tableOf(cwd, 'queued')).toBe(await here([...tiny, ...many]));
    // Each was trained once, but for what was on its way back.
    const begun = worker.said().match(/trial \d+ begins/g) ?? [];
    expect(new Set(begun).size).toBe(40);
    expect(begun.length).toBeLessThanOrEqual(40 + 1);
  });

  it('goes on here without its queue, and says so', async () => {
    const { cwd, sweep, work, here, server } = await setScene();
    const worker = await work();
    const queued = sweep([...tiny, ...many, '--name', 'queued']);
    await worker.says(/trial 5 begins/);
    queued.kill('SIGKILL');
    await queued.finished;
    const { code, stderr } = await run(cwd, ['resume', 'out/queued']);
    expect(stderr).toContain(
      `Its trials were on the queue of redis://127.0.0.1:${server.port}/0; what is missing is trained here, without --queue.`,
    );
    expect(code).toBe(0);
    expect(tableOf(cwd, 'queued')).toBe(await here([...tiny, ...many]));
  });

  it('shows its password to nobody who lists processes, where the environment has it', async () => {
    const { cwd, elsewhere, server, sweep } = await setScene({ password: 'sesame' });
    const worker = await startWorker(elsewhere, server.url());
    onTestFinished(() => worker.kill('SIGKILL'));
    const queued = sweep([...slow, ...two, '--name', 'queued']);
    await worker.says(/trial 1 begins/);
    await until('its process is there', () => trainerOf(worker) !== undefined);
    const trainer = trainerOf(worker) as number;
    const read = (pid: number, what: string) => readFileSync(`/proc/${pid}/${what}`, 'utf8');
    for (const pid of [queued.pid, worker.pid, trainer]) expect(read(pid, 'cmdline')).not.toContain('sesame');
    expect(read(trainer, 'environ')).not.toContain('sesame');
    const [there, end] = [await queued.finished, await endWorker(worker)];
    const written = readdirSync(join(cwd, 'out'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.\w+$/.test(name))
      .map((name) => readFileSync(join(cwd, 'out', name), 'latin1'));
    const all = [...written, there.stdout, there.stderr, end.stdout, end.stderr];
    expect(all.filter((text) => text.includes('sesame'))).toEqual([]);
  });
});
