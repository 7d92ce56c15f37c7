import { expect, it } from 'vitest';
import { rankingOf } from '../../src/job/compareRules.js';
import { metricNames } from '../../src/sweep/metric.js';
import { trainConfig } from '../trainConfigs.js';

const none = Object.fromEntries(['train_loss', 'seconds', ...metricNames].map((name) => [name, null]));

it('says nothing of how the best was chosen where no run has ended, and so none is', () => {
  const runs = [1e-3, 1e-2].map((learningRate) => ({
    name: `run-${learningRate}`,
    path: '',
    status: 'running' as const,
    config: trainConfig({ learningRate, valSize: 0.2 }),
    dataSha256: 'a',
    summary: undefined,
    epochs: 1,
    plannedEpochs: 2,
    figures: none as Parameters<typeof rankingOf>[0][number]['figures'],
  }));
  expect(rankingOf(runs, undefined).notes).toEqual([]);
});
