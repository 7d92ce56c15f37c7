import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCsv, readJson, run, temporaryFolder } from '../../e2e/program.js';

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
  await sweep('folded', '--lr', '1e-4,1e-1', '--loss', 'mse,mae', '--folds', '2', '--epochs', '9');
  const more = ['--folds', '3', '--epochs', '9', '--lr', '1e-2'];
  expect((await run(cwd, [...small, ...more, '--name', 'thirds'])).code).toBe(0);
  expect((await run(cwd, [...small, '--epochs', '9', '--name', 'whole'])).code).toBe(0);
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

it('ranks a trial that its sweep cut short behind those that ended, whatever it came to', async () => {
  const path = join('out', 'halved');
  const before = await compared(path);
  const cut = before.runs.find(({ status }) => status === 'stopped')?.name as string;
  const summary = join(cwd, path, cut, 'summary.json');
  writeFileSync(summary, JSON.stringify({ ...readJson(cwd, path, cut, 'summary.json'), val_loss: 1e-9 }));
  const { best, runs } = await compared(path);
  expect([runs.find(({ name }) => name === cut)?.['val_loss'], best]).toEqual([1e-9, before.best]);
  const isCut = runs.map(({ status }) => status === 'stopped');
  expect(isCut).toEqual(isCut.toSorted());
});

it('ranks a cross-validated sweep by the same as the sweep, with the means over the folds', async () => {
  const path = join('out', 'folded');
  const { metric: ranked, best: winner } = readJson(cwd, path, 'summary.json');
  const { metric, best, runs, notes } = await compared(path);
  const { folder: trial, value } = winner as { folder: string; value: number };
  expect([metric, best]).toEqual([ranked, trial]);
  expect(metric).toBe('cv_rmse');
  expect(runs[0]?.['cv_rmse']).toBe(value);
  expect(notes.join(' ')).not.toContain('chosen by the test rows');
  for (const { name, ...figures } of runs) {
    const { folds } = readJson(cwd, path, name, 'summary.json') as {
      folds: Record<string, { mean: number }>;
    };
    for (const figure of ['loss', 'rmse', 'mae', 'r2']) {
      expect(figures[`cv_${figure}`]).toBe(folds[figure]?.mean);
    }
  }
  const { stdout } = await run(cwd, ['compare', path, '--to', 'pictures']);
  expect(stdout).toMatch(/^ +run +loss +lr +CV loss +CV RMSE +CV R² +test loss /m);
  expect(stdout).toContain('* the best by cv_rmse');
  const csv = await run(cwd, ['compare', path, '--to', 'pictures', '--csv']);
  expect(csv.stdout.split('\n')[0]).toContain(',val_r2,cv_loss,cv_rmse,cv_mae,cv_r2,test_loss,');
});

it('ranks by the folds where all have some, or where that is asked for', async () => {
  const [folded, thirds, whole] = ['folded/trial-0001', 'thirds', 'whole'].map((name) => join('out', name));
  const { metric, notes } = await compared(folded as string, thirds as string);
  expect(metric).toBe('cv_loss');
  expect(notes.join(' ')).toContain('tested on different rows, for they differ in folds: ');
  expect((await compared(folded as string, whole as string)).metric).toBe('test_loss');
  const asked = await compared(folded as string, whole as string, '--metric', 'cv_r2');
  expect([asked.metric, asked.best]).toEqual(['cv_r2', 'trial-0001']);
  expect(asked.notes.join(' ')).toContain('whole without cv_r2 cannot be ranked by it.');
});
