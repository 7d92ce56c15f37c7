import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCsv, readJson, run, temporaryFolder } from '../e2e/program.js';

const folder = temporaryFolder();
const cwd = folder.path;
const small = ['--samples', '60', '--features', '3', '--hidden', '4', '--quiet'];

interface Compared {
  metric: string;
  best: string | null;
  notes: string[];
  runs: ({ name: string; path: string; status: string } & Record<string, unknown>)[];
}

async function compared(...args: string[]): Promise<Compared> {
  const { stdout } = await run(cwd, ['compare', ...args, '--json', '--to', 'pictures']);
  return JSON.parse(stdout);
}

async function sweep(name: string, ...args: string[]) {
  expect((await run(cwd, ['sweep', ...small, ...args, '--name', name, '--workers', '1'])).code).toBe(0);
}

beforeAll(async () => {
  const val = ['--val-size', '0.2', '--epochs', '9'];
  await sweep('halved', '--lr', '1e-4,1e-3,1e-2,1e-1', '--halving', ...val, '--keep', 'all');
});
afterAll(folder.remove);

it('calls trials what their sweep calls them, and one that went on by itself what it came to', async () => {
  const path = join('out', 'halved');
  const statuses = (runs: Compared['runs']) => Object.fromEntries(runs.map((one) => [one.name, one.status]));
  const table = readCsv(cwd, path, 'sweep.csv');
  const own = Object.fromEntries(
    table.map(({ trial, status }) => [`trial-${String(trial).padStart(4, '0')}`, status]),
  );
  expect(Object.values(own)).toContain('stopped');
  expect(statuses((await compared(path)).runs)).toEqual(own);
  const listed = JSON.parse((await run(cwd, ['runs', path, '--json'])).stdout) as Compared['runs'];
  expect(statuses(listed)).toEqual(own);

  const stopped = Object.keys(own).find((name) => own[name] === 'stopped') as string;
  expect((await run(cwd, ['resume', join(path, stopped), '--quiet'])).code).toBe(0);
  expect(readJson(cwd, path, stopped, 'summary.json')['status']).toBe('completed');
  expect(statuses((await compared(path)).runs)).toEqual({ ...own, [stopped]: 'completed' });
});
