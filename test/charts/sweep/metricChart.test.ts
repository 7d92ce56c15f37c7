import { expect, it } from 'vitest';
import { metricTiles } from '../../../src/charts/sweep/metricChart.js';
import { batchSize, hidden, learningRate, momentum, optimizer, sweepOf, trialOf } from './sweeps.js';

const trials = [
  trialOf(1, { learningRate: 0.1, optimizer: 'adam' }, 9, { spread: 1 }),
  trialOf(2, { learningRate: 0.01, optimizer: 'adam' }, 8),
  trialOf(3, { learningRate: 0.001, optimizer: 'sgd', momentum: 0.9 }, 12, { status: 'pruned' }),
  trialOf(4, { learningRate: 1, optimizer: 'sgd', momentum: 0 }, Number.NaN),
];
const sweep = sweepOf([learningRate, optimizer, momentum], trials);

function panels(of = sweep) {
  return metricTiles(of).tiles.map(({ configuration }) => ({
    title: configuration.options?.plugins?.title?.text,
    words: String(configuration.options?.plugins?.subtitle?.text),
    counts: Object.fromEntries(
      configuration.data.datasets.map(({ label, data }) => [label, data.length] as const),
    ),
    datasets: configuration.data.datasets,
  }));
}

it('has a panel for each dimension below the heading and the legend', () => {
  const [heading, , ...others] = panels();
  expect(heading?.title).toBe('val_loss by Hyperparameter');
  expect(heading?.words).toContain('4 configurations, 1 diverged, 1 pruned');
  const alone = trials.map((trial) => ({ ...trial, spread: undefined }));
  expect(panels(sweepOf(sweep.dimensions, alone))[0]?.words).toContain('4 trials, 1 diverged');
  expect(others.map(({ title }) => title)).toEqual(['learningRate', 'optimizer', 'momentum']);
  expect(others.map(({ words }) => words)).toEqual(['log scale', '', 'linear scale, 2 of 4 trials have it']);
});

it('tells apart the best, the whole, the ended and the lost', () => {
  const [, , rate, , own] = panels();
  expect(rate?.counts).toEqual({ 'ended early': 1, trials: 1, beyond: 0, lost: 1, best: 1 });
  expect(own?.counts).toEqual({ 'ended early': 1, trials: 0, beyond: 0, lost: 1, best: 0 });
  const best = rate?.datasets.find(({ label }) => label === 'best');
  expect(best?.data[0]).toMatchObject({ x: -2, y: 8 });
  const lost = rate?.datasets.find(({ label }) => label === 'lost');
  expect(lost).toMatchObject({ pointStyle: 'crossRot' });
});

it('says that no trial has a result', () => {
  const lost = trials.map((trial) => ({ ...trial, metric: Number.NaN, status: 'diverged' }));
  const [heading, , rate] = panels(sweepOf(sweep.dimensions, lost));
  expect(heading?.words).toContain('none has a finite val_loss');
  expect(rate?.counts).toMatchObject({ lost: 4, trials: 0, best: 0 });
});

it('draws of very many dimensions those that explain most, and says so', () => {
  const dimensions = Array.from({ length: 20 }, (_, i) => ({ ...momentum, key: `setting ${i}` }));
  const many = Array.from({ length: 50 }, (_, trial) =>
    trialOf(
      trial,
      Object.fromEntries(dimensions.map(({ key }, i) => [key, i === 19 ? trial : (trial * (7 + i)) % 11])),
      trial,
    ),
  );
  const [heading, , ...others] = panels(sweepOf(dimensions, many));
  expect(others).toHaveLength(12);
  expect(others.map(({ title }) => title)).toContain('setting 19');
  expect(heading?.words).toContain('the 12 of 20 hyperparameters that explain most');
});

it.each([1, 2, 3, 4, 5, 12])('puts %i panels beside each other without an overlap', (count) => {
  const dimensions = Array.from({ length: count }, (_, i) => ({
    ...([batchSize, hidden][i % 2] as typeof batchSize),
    key: `setting ${i}`,
  }));
  const { tiles, size } = metricTiles(sweepOf(dimensions, trials));
  for (const { left, top, size: own } of tiles) {
    expect(left + own.width).toBeLessThanOrEqual(size.width);
    expect(top + own.height).toBeLessThanOrEqual(size.height);
  }
  expect(new Set(tiles.map(({ left, top }) => `${left} ${top}`)).size).toBe(count + 2);
});
