import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOfRuns } from '../../commands/listedRuns.js';
import { checksums } from '../../commands/runFolders.js';
import { run } from '../../e2e/program.js';
import { hostile, obeyed } from '../../hostile.js';

const { cwd, out, listed, asJson, copy } = folderOfRuns();
const namesOf = (rows: Record<string, unknown>[]) => rows.map(({ name }) => name);

it('has a line for each run with what is not a default, and writes nothing', async () => {
  const before = checksums(cwd);
  const { code, lines, stderr } = await listed();
  expect([code, stderr]).toEqual([0, '']);
  expect(lines[0]).toMatch(/^name +when +data +settings +epochs +loss +R² +status$/);
  expect(lines[1]).toMatch(
    /^run-001 +\d{4}-\d\d-\d\d \d\d:\d\d +60 × 3 +hidden 4 +30 +[\d,.]+ +-?[\d.]+ +completed$/,
  );
  expect(lines[2]).toMatch(/^run-002 .* val-size 0\.2, hidden 4, lr 0\.01, amsgrad +5 /);
  expect(lines[3]).toMatch(/^wild .* optimizer sgd, lr 1e\+30 +\d of 9 +– +– +diverged$/);
  expect(lines).toHaveLength(4);
  expect(checksums(cwd)).toEqual(before);
});

it('has the same as JSON, with the numbers of summary.json', async () => {
  const [first] = await asJson();
  const summary = JSON.parse(readFileSync(join(out, 'run-001', 'summary.json'), 'utf8'));
  expect(first).toMatchObject({
    kind: 'run',
    name: 'run-001',
    path: join('out', 'run-001'),
    status: 'completed',
    settings: { hidden: [4] },
    epochs: 30,
    planned_epochs: 30,
    loss: 'mse',
    test_loss: summary.test_loss,
    test_r2: summary.test_r2,
    val_loss: null,
  });
});

it('sorts, what has no such figure last, and numbers as numbers', async () => {
  copy('run-10');
  copy('run-2');
  const at = (name: string, seconds: number) => utimesSync(join(out, name, 'summary.json'), seconds, seconds);
  for (const [i, name] of ['run-2', 'wild', 'run-10', 'run-001', 'run-002'].entries()) at(name, 1e9 + i);
  expect(namesOf(await asJson())).toEqual(['run-001', 'run-002', 'run-2', 'run-10', 'wild']);
  expect(namesOf(await asJson('--sort', 'when'))).toEqual(['run-002', 'run-001', 'run-10', 'wild', 'run-2']);
  expect(namesOf(await asJson('--sort', 'epochs')).slice(0, 3)).toEqual(['run-001', 'run-2', 'run-10']);
  for (const order of ['loss', 'r2']) {
    const rows = await asJson('--sort', order);
    const figures = rows.map((row) =>
      order === 'r2' ? row['test_r2'] : (row['val_loss'] ?? row['test_loss']),
    );
    expect(figures.at(-1)).toBeNull();
    const there = figures.slice(0, -1) as number[];
    expect(there).toEqual([...there].sort((a, b) => (order === 'r2' ? b - a : a - b)));
  }
});

it('leaves out what is no run', async () => {
  mkdirSync(join(out, 'empty'));
  mkdirSync(join(out, 'theirs'));
  writeFileSync(join(out, 'theirs', 'config.json'), '{"model_type": "bert"}');
  writeFileSync(join(out, 'notes.txt'), 'x');
  copy('.hidden');
  expect(namesOf(await asJson())).toEqual(['run-001', 'run-002', 'wild']);
});

it('prints hostile names as text', async () => {
  copy(hostile);
  copy('a b\nc');
  for (const args of [[], ['--json']]) {
    const { stdout } = await listed(...args);
    expect(stdout.split('\n').filter((line) => obeyed.test(line))).toEqual([]);
  }
  expect(namesOf(await asJson())).toEqual(expect.arrayContaining([hostile, 'a b\nc']));
});

describe('a folder', () => {
  it('without runs is said to have none', async () => {
    mkdirSync(join(cwd, 'none'), { recursive: true });
    expect(await listed('none')).toMatchObject({ code: 0, lines: ['There are no runs in none.'] });
    expect(await asJson('none')).toEqual([]);
    expect(await run(join(cwd, 'none'), ['runs'])).toMatchObject({
      code: 0,
      stdout: 'There are no runs in out.\n',
    });
    expect(readdirSync(join(cwd, 'none'))).toEqual([]);
  });

  it.each([
    [
      ['nowhere'],
      'The folder must be one that has run folders in it, got nowhere, which is not there; check the path.',
    ],
    [['out/run-001'], 'got out/run-001, which is a run folder itself; name the one above it.'],
    [['out/run-001/config.json'], 'which is a file; name the folder above it.'],
    [['--sort', 'size'], '--sort must be name, when, r2, loss or epochs, got size; the default is name.'],
    [['a', 'b'], 'too many arguments'],
  ])('is refused: %j', async (args, sentence) => {
    const { code, stderr, stdout } = await listed(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});
