import { afterAll, expect, it } from 'vitest';
import { readCsv, readJson, run, temporaryFolder } from '../../e2e/program.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

it('--split-seed keeps the rows, their split and the folds, while --seed draws the weights', async () => {
  const job = [
    '--samples',
    '60',
    '--features',
    '3',
    '--epochs',
    '3',
    '--folds',
    '2',
    '--batch-size',
    '16',
    '--quiet',
  ];
  const trained = async (name: string, ...seeds: string[]) => {
    expect((await run(cwd, [...job, ...seeds, '--name', name])).code).toBe(0);
    const rows = readCsv(cwd, 'out', name, 'predictions.csv');
    return {
      rows: rows.map(({ split, row, actual }) => [split, row, actual]),
      predicted: rows.map(({ predicted }) => predicted),
      folds: readCsv(cwd, 'out', name, 'folds.csv'),
    };
  };
  const usual = await trained('usual', '--seed', '1');
  const other = await trained('other', '--seed', '2', '--split-seed', '1');
  expect(other.rows).toEqual(usual.rows);
  expect(other.predicted).not.toEqual(usual.predicted);
  expect(other.folds).not.toEqual(usual.folds); // other weights on the same rows
  const same = await trained('same', '--seed', '1', '--split-seed', '1');
  expect(same).toEqual(usual);
  const moved = await trained('moved', '--seed', '1', '--split-seed', '2');
  expect(moved.rows).not.toEqual(usual.rows);
  expect(readJson(cwd, 'out/other/config.json')).toMatchObject({ seed: 2, splitSeed: 1 });
});
