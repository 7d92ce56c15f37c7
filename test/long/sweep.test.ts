import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readJson, run, start, temporaryFolder } from '../e2e/program.js';
import { sweepRows } from '../e2e/sweeps.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

const tiny = [
  '--samples',
  '80',
  '--features',
  '3',
  '--hidden',
  '4',
  '--val-size',
  '0.2',
  '--batch-size',
  '16',
];

const rowsOf = (name: string) => sweepRows(cwd, name);

const kinds: Record<string, string[]> = {
  grid: ['--epochs', '6', '--lr', '1e-3,1e-2,1e-1', '--optimizer', 'adam,sgd,rmsprop', '--repeats', '2'],
  random: [
    '--epochs',
    '6',
    '--lr',
    '1e-4..1e-1',
    '--weight-decay',
    '0,1e-6..1e-1',
    '--trials',
    '14',
    '--search',
    'random',
  ],
  tpe: ['--epochs', '6', '--lr', '1e-4..1e-1', '--activation', 'relu,tanh', '--trials', '24'],
  halving: [
    '--epochs',
    '27',
    '--lr',
    '1e-4..1e-1',
    '--trials',
    '12',
    '--search',
    'random',
    '--halving',
    '--repeats',
    '2',
  ],
  pruned: [
    '--epochs',
    '12',
    '--lr',
    '1e-5..1e-1',
    '--optimizer',
    'adam,sgd',
    '--trials',
    '24',
    '--prune',
    'median',
  ],
};

describe.each(Object.keys(kinds))('a sweep by %s', (kind) => {
  const sweep = (name: string, workers: number) => [
    ...['sweep', ...tiny, ...(kinds[kind] as string[])],
    ...['--name', name, '--workers', String(workers), '--quiet'],
  ];

  it('has the same table whatever the number of workers', async () => {
    for (const workers of [1, 2, 4]) {
      expect((await run(cwd, sweep(`${kind}-${workers}`, workers))).code).toBe(0);
      expect(rowsOf(`${kind}-${workers}`)).toEqual(rowsOf(`${kind}-1`));
    }
    if (kind === 'pruned') {
      const statuses = rowsOf('pruned-1').map(({ status }) => status);
      expect(statuses).toContain('pruned');
      expect(statuses).toContain('completed');
    }
  });

  it('and wherever it was killed and went on', async () => {
    const name = `${kind}-killed`;
    let kills = 0;
    for (let attempt = 0; ; attempt++) {
      const args = attempt === 0 ? sweep(name, 2) : ['resume', `out/${name}`, '--workers', '2', '--quiet'];
      const { child, finished } = start(cwd, args);
      // Later each time, so that it comes to an end.
      const timer = setTimeout(() => child.kill('SIGKILL'), 450 + 250 * attempt);
      const { code, stderr } = await finished;
      clearTimeout(timer);
      await expectNoWorkers();
      if (code !== null) {
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        break;
      }
      kills++;
      // Killed before it had its name there is nothing to go on with.
      if (!readdirSync(join(cwd, 'out')).includes(name)) attempt = -1;
    }
    expect(kills).toBeGreaterThan(0);
    expect(rowsOf(name)).toEqual(rowsOf(`${kind}-1`));
    const { best } = readJson(cwd, 'out', name, 'summary.json') as { best: object };
    expect(best).toEqual((readJson(cwd, 'out', `${kind}-1`, 'summary.json') as { best: object }).best);
  });
});

/** The processes of workers that run in this test's folder. */
function workers(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
        return command.includes('trial-worker') && readlinkSync(`/proc/${name}/cwd`) === cwd;
      } catch {
        return false; // gone
      }
    })
    .map(Number);
}

async function expectNoWorkers(): Promise<void> {
  for (let i = 0; i < 100 && workers().length > 0; i++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(workers()).toEqual([]);
}

const long = [...tiny, '--epochs', '400', '--lr', '1e-3,2e-3,3e-3,4e-3,5e-3,6e-3', '--workers', '2'];
const until = async (isTrue: () => boolean) => {
  for (let i = 0; i < 1000 && !isTrue(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(isTrue()).toBe(true);
};

it('records a worker that is killed, goes on with the others, and trains the trial again by --failed', async () => {
  const { finished } = start(cwd, ['sweep', ...long, '--name', 'lost']);
  await until(() => workers().length === 2 && readdirSync(join(cwd, 'out')).includes('lost'));
  await until(() => readdirSync(join(cwd, 'out/lost')).includes('trial-0001'));
  process.kill(workers()[0] as number, 'SIGKILL');
  expect((await finished).code).toBe(0);
  const failed = rowsOf('lost').filter(({ status }) => status === 'failed');
  expect(failed).toHaveLength(1);
  expect(failed[0]?.['reason']).toMatch(/^"Its process was ended by SIGKILL/);
  expect(rowsOf('lost')).toHaveLength(6);

  expect((await run(cwd, ['resume', 'out/lost', '--failed', '--quiet'])).code).toBe(0);
  expect((await run(cwd, ['sweep', ...long, '--name', 'whole', '--quiet'])).code).toBe(0);
  expect(rowsOf('lost')).toEqual(rowsOf('whole'));
});

it('ends its epochs at Ctrl-C, keeps all, and goes on from there', async () => {
  const { child, finished } = start(cwd, ['sweep', ...long, '--name', 'interrupted']);
  await until(() => readdirSync(join(cwd, 'out')).includes('interrupted'));
  await until(() => readdirSync(join(cwd, 'out/interrupted')).includes('trial-0003'));
  child.kill('SIGINT');
  const { code, stderr } = await finished;
  expect(code).toBe(130);
  expect(stderr).toMatch(/Interrupted after \d trials?; go on with adam-train resume out\/interrupted\./);
  await expectNoWorkers();
  const before = rowsOf('interrupted');
  expect(before.length).toBeLessThan(6);
  expect((await run(cwd, ['resume', 'out/interrupted', '--quiet'])).code).toBe(0);
  expect(rowsOf('interrupted')).toEqual(rowsOf('whole'));
});

it('is one of two that are started under one name', async () => {
  const both = await Promise.all([1, 2].map(() => run(cwd, ['sweep', ...long, '--name', 'one', '--quiet'])));
  expect(both.map(({ code }) => code).sort()).toEqual([0, 2]);
  expect(rowsOf('one')).toEqual(rowsOf('whole'));
});
