import { expect, it } from 'vitest';
import { LONGEST_LABEL } from '../../src/charts/compareChart.js';
import { labelsOf } from '../../src/job/comparedLabels.js';

const runs = (...settings: Record<string, unknown>[]) =>
  settings.map((own, i) => ({ name: `run-00${i + 1}`, settings: own }));

it('names first what differs most, rows and seeds last, and leaves out what all that are drawn share', () => {
  const shared = { hidden: [64, 64] };
  const labels = labelsOf(
    runs(
      { seed: 1, ...shared, activation: 'relu', learningRate: 0.1 },
      { seed: 2, ...shared, activation: 'relu', learningRate: 0.01 },
      { seed: 3, ...shared, activation: 'tanh', learningRate: 0.001 },
    ),
    ['seed', 'hidden', 'activation', 'learningRate'],
  );
  expect(labels).toEqual([
    'lr 0.1, activation relu, seed 1',
    'lr 0.01, activation relu, seed 2',
    'lr 0.001, activation tanh, seed 3',
  ]);
});

it('leaves out whole settings where they are long, and says that there are more', () => {
  const long = { activation: 'leaky-relu', hidden: [1024, 1024, 512], optimizer: 'nadam' };
  const labels = labelsOf(
    runs(
      { ...long, learningRate: 0.1 },
      { ...long, optimizer: 'adamw', hidden: [8], activation: 'relu', learningRate: 0.01 },
    ),
    ['hidden', 'activation', 'optimizer', 'learningRate'],
  );
  for (const label of labels) expect(label.length).toBeLessThanOrEqual(LONGEST_LABEL);
  expect(labels[0]).toBe('hidden 1024,1024,512, …');
  expect(labels[1]).toBe('hidden 8, activation relu, optimizer adamw, …');
});

it('has the name where the settings do not tell a run from another', () => {
  expect(
    labelsOf(runs({ learningRate: 0.1 }, { learningRate: 0.1 }, { learningRate: 1 }), ['learningRate']),
  ).toEqual(['run-001: lr 0.1', 'run-002: lr 0.1', 'lr 1']);
  expect(labelsOf(runs({}, {}), [])).toEqual(['run-001', 'run-002']);
});
