import { expect, it } from 'vitest';
import { pathConfiguration } from '../../../src/charts/path/pathChart.js';
import { planeFunctions } from '../../../src/explain/surfaces/functions.js';

it('writes its numbers of steps with commas, as the terminal does', () => {
  const points = Array.from({ length: 15_001 }, (_, i): [number, number] => [i / 15_001, 0]);
  const { options } = pathConfiguration({
    name: 'rosenbrock',
    surface: planeFunctions.rosenbrock,
    start: [0, 0],
    paths: [{ title: 'Adam', learningRate: 0.2, points }],
    steps: 15_000,
  });
  const words = String(options?.plugins?.subtitle?.text);
  expect(words).toContain('at most 15,000 steps, a mark after every 2,000');
});
