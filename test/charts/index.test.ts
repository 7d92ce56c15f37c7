import { expect, it } from 'vitest';
import { drawCharts, runCharts } from '../../src/charts/index.js';
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

it('draws all that a run has in their order, each as it is drawn alone', async () => {
  const metrics = { r2: 0.5, rmse: 2, mae: 1 };
  const run = {
    settings: [],
    losses,
    predictions: [{ actual: [1, 2, 4], predicted: [1, 3, 3], seed: 1, metrics }],
  };
  const drawn = [];
  for await (const chart of drawCharts(run)) drawn.push(chart);
  expect(drawn.map(({ fileName }) => fileName)).toEqual(['loss.png', 'predictions.png', 'residuals.png']);
  for (const { fileName, png } of drawn) {
    const alone = await runCharts.find((chart) => chart.fileName === fileName)?.draw(run);
    expect(alone?.equals(png)).toBe(true);
  }
});

it('draws a run anew after a caller that did not wait for the end', async () => {
  const names: string[] = [];
  for await (const { fileName } of drawCharts({ settings: [], losses })) {
    names.push(fileName);
    break;
  }
  for await (const { fileName } of drawCharts({ settings: [], losses })) names.push(fileName);
  expect(names).toEqual(['loss.png', 'loss.png']);
});
