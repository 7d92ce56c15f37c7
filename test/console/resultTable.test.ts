import { describe, expect, it } from 'vitest';
import { linearAdvantage } from '../../src/console/linearAdvantage.js';
import { resultLines } from '../../src/console/resultTable.js';
import { summarize } from '../../src/run/summary.js';
import type { Baselines } from '../../src/training/baselines/baselines.js';
import { trainConfig } from '../trainConfigs.js';

function summaryOf(baselines: Baselines, features = 7) {
  return summarize({
    status: 'completed',
    epochs: 1,
    bestEpoch: 1,
    record: { epoch: 1, trainLoss: 2, testLoss: 3, learningRate: 0.1, gradientNorm: 1, seconds: 1 },
    predictsWith: 1,
    loss: 'mse',
    seconds: 1,
    millisecondsPerEpoch: 1000,
    targets: [{ name: 'y', metrics: { rmse: 1, mae: 1, r2: 0.677 }, valMetrics: undefined, baselines }],
    rows: { train: 8, val: undefined, test: 2 },
    features,
    parameters: 9,
    backend: 'wasm',
    seed: 1,
    name: 'a',
  });
}

function table(baselines: Baselines, features?: number): string {
  return resultLines({ ...summaryOf(baselines, features), stage_seconds: {} }, []).join('\n');
}

it('says of the time of an epoch that it is the median: with the start and the end it does not make up the whole', () => {
  expect(table({ meanR2: 0, linearR2: 1 })).toMatch(/time {8}1.*, the median epoch 1000 ms\n/);
});

describe('the baselines', () => {
  it('stand behind the test R², and in the summary', () => {
    const baselines = { meanR2: -0.011, linearR2: 0.658 };
    expect(table(baselines)).toMatch(/test R² {5}0\.6770\nlinear R² {3}0\.6580\nmean R² {5}-0\.0110\n/);
    expect(summaryOf(baselines)).toMatchObject({ baseline_mean_r2: -0.011, baseline_linear_r2: 0.658 });
  });

  it('say that the linear fit was left out', () => {
    const baselines = { meanR2: 0, linearR2: undefined };
    expect(table(baselines, 2001)).toContain('linear R²   left out above 2,000 features');
    expect(summaryOf(baselines, 2001).baseline_linear_r2).toBeNull();
    expect(table({ meanR2: null, linearR2: null })).toContain('linear R²   undefined');
  });

  it('are not in the table of a run that had none', () => {
    const { baseline_mean_r2: _, baseline_linear_r2: _l, ...before } = summaryOf({ meanR2: 0, linearR2: 0 });
    expect(resultLines({ ...before, stage_seconds: {} }, []).join()).not.toContain('mean R²');
  });
});

describe('the sentence on a linear fit', () => {
  const generated = trainConfig();
  const ofFile = trainConfig({ data: 'x.csv', target: 'y' });
  const sentence = (linear: number | null, network: number | null, config = generated) =>
    linearAdvantage({ test_r2: network, baseline_linear_r2: linear }, config);

  it('says why it is ahead on generated rows', () => {
    expect(sentence(0.99, 0.86)).toBe(
      'A linear fit is ahead of the network here, because generated targets are linear: sums of the features, each times a number, and noise.',
    );
  });

  it('is not said elsewhere', () => {
    expect(sentence(0.8, 0.86)).toBeUndefined();
    expect(sentence(0.99, 0.86, ofFile)).toBeUndefined();
    expect(sentence(null, 0.86)).toBeUndefined();
    expect(sentence(0.99, null)).toBeUndefined();
  });
});
