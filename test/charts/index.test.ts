import { expect, it } from 'vitest';
import { runCharts } from '../../src/charts/index.js';
import { historyOf } from './histories.js';

const losses = { history: historyOf([3, 2]), yScale: 'auto' as const };

it('lists the charts by the names of their files, each once', () => {
  const names = runCharts.map(({ fileName }) => fileName);
  expect(names).toEqual(['loss.png', 'predictions.png', 'residuals.png', 'adam.png']);
});

it('draws of a run what it has', async () => {
  const drawn = await Promise.all(runCharts.map(({ draw }) => draw({ settings: [], losses })));
  expect(drawn.map((png) => png !== undefined)).toEqual([true, false, false, false]);
});
