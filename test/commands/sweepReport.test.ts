import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCsv, readJson, run, temporaryFolder } from '../e2e/program.js';
import { gridOfOptimizers, sweepIn } from '../e2e/sweeps.js';
import { commandsOf, dataOf, pagePath, pairsOf, readPage } from './sweepPages.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);
const read = (name: string) => readPage(cwd, name);

beforeAll(async () => {
  await sweepIn(cwd, ...gridOfOptimizers, '--quiet');
});

it('is written again byte for byte as the sweep wrote it', async () => {
  const written = read('grid');
  rmSync(pagePath(cwd, 'grid'));
  const { stdout } = await run(cwd, ['report', 'out/grid']);
  expect(stdout).toBe(`${join('out', 'grid', 'report.html')}\n`);
  expect(read('grid')).toBe(written);
});

it('says how the trials ended, which is the best, what was tried and what all share', () => {
  const text = read('grid');
  const { best } = readJson(cwd, 'out/grid/summary.json') as { best: { trial: number } };
  expect(pairsOf(text, 'results')).toMatchObject({ status: 'completed', trials: '3: 3 completed' });
  expect(pairsOf(text, 'results')['best']).toMatch(
    new RegExp(`^trial ${best.trial}: .*optimizer (adam|sgd)`),
  );
  expect(pairsOf(text, 'space')).toEqual({
    momentum: '--momentum &#39;0,0.9&#39;',
    optimizer: '--optimizer &#39;sgd,adam&#39;',
    metric: '--metric val_loss',
  });
  const shared = pairsOf(text, 'settings');
  expect(shared).toMatchObject({ samples: '60', features: '3', hidden: '4', epochs: '9', 'val-size': '0.2' });
  for (const name of ['momentum', 'optimizer', 'beta1', 'name', 'out'])
    expect(shared).not.toHaveProperty(name);
});

it('has each trial as sweep.csv has it', () => {
  const { trials, configurations, dimensions, metric } = dataOf(read('grid'));
  const rows = readCsv(cwd, 'out/grid/sweep.csv');
  expect(metric).toEqual({ name: 'val_loss', better: 'lower' });
  expect(dimensions.map(({ key, kind }) => [key, kind])).toEqual([
    ['momentum', 'number'],
    ['optimizer', 'category'],
  ]);
  expect(configurations.values).toEqual([
    [[0], [0.9], []],
    [['sgd'], ['sgd'], ['adam']],
  ]);
  expect(rows).toHaveLength(3);
  for (const [i, row] of rows.entries()) {
    const written = [trials.number[i], trials.status[i], trials.epochs[i], configurations.metric[i]];
    expect(written.map(String)).toEqual([row['trial'], row['status'], row['epochs'], row['val_loss']]);
    for (const [name, figures] of Object.entries(trials.figures)) {
      expect([name, figures[i]]).toEqual([name, Number(Number(row[name]).toPrecision(6))]);
    }
  }
});

it('has the commands that train by best.json, and show its trial, where that stays', async () => {
  const { best } = readJson(cwd, 'out/grid/summary.json') as { best: { folder: string } };
  const [train = '', open, predict] = commandsOf(read('grid'));
  expect(train).toBe('adam-train train --config grid/best.json --out . --name best');
  expect(open).toBe(`adam-train open grid/${best.folder}`);
  expect(predict).toBe(`adam-train predict grid/${best.folder} --data rows.csv`);
  const trained = await run(join(cwd, 'out'), [...train.split(' ').slice(1), '--quiet']);
  expect(trained.code).toBe(0);
  expect(existsSync(pagePath(cwd, 'best'))).toBe(true);
});

it('is not written before the sweep has ended, or of files that are damaged', async () => {
  const at = (name: string) => join(cwd, 'out/grid', name);
  const sentenceWithout = async (name: string, content?: string) => {
    const before = readFileSync(at(name));
    if (content === undefined) rmSync(at(name));
    else writeFileSync(at(name), content);
    const { code, stderr } = await run(cwd, ['report', 'out/grid']);
    writeFileSync(at(name), before);
    expect(code).toBe(1);
    return stderr;
  };
  expect(await sentenceWithout('trial-0002/trial.json', '{}')).toMatch(
    /^error: .*trial\.json is damaged: it does not say what came of its trial/,
  );
  expect(await sentenceWithout('summary.json', '{"status": "completed"}')).toMatch(
    /^error: .*summary\.json is damaged: it does not say what came of the sweep/,
  );
  expect(await sentenceWithout('sweep.csv')).toMatch(/^error: .*sweep\.csv is missing/);
  expect(await sentenceWithout('summary.json')).toMatch(
    /^error: out\/grid has no page before its sweep has ended/,
  );
});
