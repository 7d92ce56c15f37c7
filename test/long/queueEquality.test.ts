import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Redis } from '../../src/queue/server/bullmq.js';
import { root } from '../docs/pages.js';
import { readJson, run, temporaryFolder } from '../e2e/program.js';
import { endWorker, startWorker, tableOf, type Watched } from '../e2e/queue.js';
import { smallTable } from '../e2e/smallTable.js';
import { describeWithRedis } from '../redis/describeWithRedis.js';
import { type RedisServer, startRedis } from '../redis/server.js';

const tiny = ['--samples', '60', '--features', '3', '--hidden', '4', '--epochs', '9', '--val-size', '0.2'];
const rates = '1e-3,2e-3,4e-3,8e-3,1.6e-2,3.2e-2,6.4e-2,1.28e-1,2.56e-1';
const cars = [
  '--data',
  'cars.csv',
  '--target',
  'Miles_per_Gallon',
  '--ignore-columns',
  'Year,Name',
  '--missing',
  'drop',
];
const drawn = ['--lr', '1e-4..1e-1', '--batch-size', '8..32', '--trials', '12'];

describeWithRedis('a sweep through a queue equals the same sweep here', () => {
  const { path: cwd, remove } = temporaryFolder();
  let server: RedisServer;
  let client: Redis;
  const workers: Watched[] = [];
  const elsewhere = join(cwd, 'elsewhere');
  beforeAll(async () => {
    server = await startRedis();
    client = new Redis(server.url());
    mkdirSync(elsewhere);
    copyFileSync(`${root}test/fixtures/cars.csv`, join(cwd, 'cars.csv'));
    for (const name of ['one', 'three', 'three', 'three']) {
      workers.push(await startWorker(elsewhere, server.url(), { args: ['--queue-name', name] }));
    }
  });
  afterAll(async () => {
    await Promise.all(workers.map(endWorker));
    client?.disconnect();
    await server?.remove();
    remove();
  });

  const filesOf = (name: string) =>
    readdirSync(join(cwd, 'out', name), { recursive: true, encoding: 'utf8' })
      .filter((file) => file !== 'queue.json')
      .sort();

  it.each([
    ['a grid', [...tiny, '--lr', rates, '--optimizer', 'adam,sgd', '--momentum', '0,0.9']],
    ['random draws with repeats', [...tiny, ...drawn, '--search', 'random', '--repeats', '3', '--seed', '7']],
    ['tpe', [...tiny, ...drawn, '--search', 'tpe']],
    ['halving', [...tiny, '--lr', rates, '--halving', '--schedule', 'cosine', '--epochs', '27']],
    ['pruning', [...tiny, ...drawn, '--search', 'random', '--prune', 'median', '--epochs', '30']],
    ['folds of a table', [...cars, '--folds', '3', '--metric', 'cv_r2', '--epochs', '5', '--lr', rates]],
    ['what diverges', [...tiny, '--lr', '1e-2,1e20,1e21', '--optimizer', 'sgd', '--keep', 'none']],
    ['what does not go together', [...tiny, '--warmup', '0..12', ...drawn, '--keep', 'all']],
  ])('for %s, with one worker and three', async (what, args) => {
    const name = what.replaceAll(' ', '-');
    const sweep = (where: string, ...more: string[]) =>
      run(cwd, ['sweep', ...args, '--name', `${name}-${where}`, '--quiet', ...more]);
    const queue = ['--queue', server.url(), '--queue-name'];
    const [here, ...there] = await Promise.all([
      sweep('here'),
      sweep('one', ...queue, 'one'),
      sweep('three', ...queue, 'three'),
    ]);
    expect(here.stderr).toBe('');
    expect(here.code).toBe(0);
    for (const [i, where] of ['one', 'three'].entries()) {
      expect({ ...there[i], stdout: '' }).toEqual({ code: 0, stdout: '', stderr: '' });
      expect(tableOf(cwd, `${name}-${where}`), where).toBe(tableOf(cwd, `${name}-here`));
      const best = (of: string) => {
        const { best: found } = readJson(cwd, 'out', `${name}-${of}`, 'summary.json') as {
          best: { folder: string };
        };
        const predictions = join(cwd, 'out', `${name}-${of}`, found.folder, 'predictions.csv');
        return [found, existsSync(predictions) && readFileSync(predictions, 'utf8')];
      };
      expect(best(where), where).toEqual(best('here'));
      expect(filesOf(`${name}-${where}`), where).toEqual(filesOf(`${name}-here`));
    }
  });

  it('with rows that travel once to each worker, compressed or not', async () => {
    const text = smallTable(3000, (i) => (i * 7919) % 1013);
    writeFileSync(join(cwd, 'table.csv'), text);
    writeFileSync(join(cwd, 'table.csv.gz'), gzipSync(text));
    const monitor = await client.monitor();
    const asked: string[][] = [];
    monitor.on('monitor', (_: string, args: string[]) => asked.push(args));
    const job = ['--target', 'y', '--val-size', '0.2', '--epochs', '2', '--batch-size', '64', '--lr', rates];
    const sweep = (data: string, name: string, ...more: string[]) =>
      run(cwd, ['sweep', '--data', data, ...job, '--name', name, '--quiet', ...more]);
    const queue = ['--queue', server.url(), '--queue-name', 'three'];
    const ends = [
      await sweep('table.csv', 'rows-here'),
      await sweep('table.csv', 'rows', ...queue),
      await sweep('table.csv', 'rows-again', ...queue),
      await sweep('table.csv.gz', 'rows-gz', ...queue),
    ];
    monitor.disconnect();
    for (const end of ends) expect({ ...end, stdout: '' }).toEqual({ code: 0, stdout: '', stderr: '' });
    for (const name of ['rows', 'rows-again', 'rows-gz'])
      expect(tableOf(cwd, name), name).toBe(tableOf(cwd, 'rows-here'));
    const times = (command: string) =>
      asked.filter(([name, key, field]) => name === command && /:data:/.test(key ?? '') && field === 'data#0')
        .length;
    expect(times('hset')).toBe(2); // of two contents
    expect(times('hget')).toBeGreaterThanOrEqual(2);
    expect(times('hget')).toBeLessThanOrEqual(2 * 3);
    expect(readdirSync(elsewhere).filter((name) => !name.startsWith('adam-train-worker-'))).toEqual([]);
  });

  it('and leaves nothing on the server but its data, beside the workers that are there, for a while', async () => {
    const keys = await client.keys('*');
    const own = keys.filter((key) => !/^adam-train:\w+:(meta|id|events|stalled-check|marker)$/.test(key));
    expect(own.filter((key) => !/:(data|workers?)(:|$)/.test(key))).toEqual([]);
    for (const key of own) expect(await client.ttl(key), key).toBeGreaterThan(0);
  });
});
