import { expect, it } from 'vitest';
import { importanceConfiguration } from '../../../src/charts/sweep/importanceChart.js';
import { learningRate, momentum, optimizer, sweepOf, trialOf } from './sweeps.js';

const trials = Array.from({ length: 40 }, (_, i) =>
  trialOf(
    i,
    { momentum: (i * 7) % 11, learningRate: 10 ** -(i % 4), ...(i % 2 ? { optimizer: 'adam' } : {}) },
    i % 4 === 3 ? Number.NaN : 10 ** (i % 4),
  ),
);

function chart(of = trials) {
  const {
    data,
    options,
    plugins = [],
  } = importanceConfiguration(sweepOf([momentum, learningRate, optimizer], of));
  const x = options?.scales?.['x'] as { title: { text: string[] } };
  return {
    data,
    ids: plugins.map(({ id }) => id),
    words: String(options?.plugins?.subtitle?.text),
    axis: x.title.text.join(' '),
  };
}

it('has a bar for each dimension, the one that explains most first, and names the measure', () => {
  const { data, words, axis } = chart();
  expect(data.labels).toEqual([['learningRate'], ['momentum'], ['optimizer', 'in 20 trials']]);
  expect(data.datasets[0]?.data[0]).toBe(1);
  expect(axis).toContain("variance of val_loss's ranks");
  expect(axis).toContain('ε²');
  expect(words).toContain('diverged: ranked last');
  const [above, below] = (data.datasets[0]?.backgroundColor ?? []) as string[];
  expect(above).toBeDefined();
  expect(above).not.toBe(below);
});

it('says when the trials are too few', () => {
  expect(chart().ids).toEqual(['shares']);
  expect(chart(trials.slice(0, 9)).ids).toEqual(['note-inside']);
  expect(chart(trials.map((trial) => ({ ...trial, metric: Number.NaN }))).ids).toEqual(['note-inside']);
});
