import { expect, it } from 'vitest';
import { Grid } from '../../src/search/grid.js';
import { settingsOf } from '../../src/search/space.js';
import { flags } from './flags.js';
import { grids } from './studies.js';

function trialsOf(line: string): Record<string, unknown>[] {
  const grid = new Grid(flags(line));
  return Array.from({ length: grid.size }, (_, i) => ({ ...grid.at(i) }));
}

it.each([
  ['--optimizer adam,sgd --lr 0.1,0.001,0.01 --batch-size 32,16', 0],
  ['--hidden 64,64 --hidden 128 --activation tanh --amsgrad=true,false', 1],
  ['--momentum 0,0.9 --optimizer adam,sgd', 2],
  ['--schedule-gamma 0.1,0.5 --momentum 0,0.9 --lr 1,2 --optimizer sgd,adam --schedule step,constant', 3],
])("has the order of scikit-learn's ParameterGrid: %s", (line, index) => {
  const space = flags(line);
  const trials = trialsOf(line);
  expect(trials.map((values) => settingsOf(space, values))).toEqual(grids[index]?.trials);
  // As the keys of config.json stand, the last varies fastest.
  for (const trial of trials) expect(Object.keys(trial)).toEqual(Object.keys(trial).sort());
});

it('has three trials where momentum is one of the two optimizers alone', () => {
  expect(trialsOf('--momentum 0,0.9 --optimizer adam,sgd')).toEqual([
    { optimizer: 'adam' },
    { momentum: 0, optimizer: 'sgd' },
    { momentum: 0.9, optimizer: 'sgd' },
  ]);
});

it('makes no grid for each optimizer where all that varies is of every one of them', () => {
  expect(trialsOf('--optimizer adam,nadam --beta1 0.8,0.9').map(({ optimizer }) => optimizer)).toEqual([
    'adam',
    'nadam',
    'adam',
    'nadam',
  ]);
});

it('gives a setting of one value to the trials that have it', () => {
  expect(trialsOf('--optimizer adam,sgd --momentum 0.9 --lr 1,2')).toEqual([
    { learningRate: 1, optimizer: 'adam' },
    { learningRate: 2, optimizer: 'adam' },
    { learningRate: 1, optimizer: 'sgd' },
    { learningRate: 2, optimizer: 'sgd' },
  ]);
});

it('has one trial without any dimension', () => {
  expect(trialsOf('--lr 0.1')).toEqual([{}]);
});

it('counts what it would not hold', () => {
  const grid = new Grid(flags('--batch-size 1..10000 --patience 1..10000 --warmup 1..10000'));
  expect(grid.size).toBe(1e12);
  expect(grid.at(1e12 - 1)).toEqual({ batchSize: 10000, patience: 10000, warmup: 10000 });
  expect(grid.at(10000)).toEqual({ batchSize: 1, patience: 2, warmup: 1 });
  expect(() => grid.at(1e12)).toThrow('index must be a whole number from 0 to 999999999999');
});
