import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { loadTable } from '../../src/data/csv/loadTable.js';
import type { Dataset } from '../../src/data/dataset.js';
import { type PreparedData, prepare } from '../../src/data/prepare.js';
import { useBackend } from '../../src/engine/engine.js';
import { regressionMetrics } from '../../src/training/regressionMetrics.js';
import { trainModel } from '../../src/training/trainModel.js';
import { plainTable } from '../data/csv/tables.js';
import { expectClose, fixture } from '../goldens.js';
import { trainConfig } from '../trainConfigs.js';

/** Written by scripts/reference/cars_sklearn.py. */
const sklearn = fixture<{
  target: string;
  split: { test_size: number; random_state: number };
  mlp_regressor: {
    hidden_layer_sizes: number[];
    alpha: number;
    learning_rate_init: number;
    batch_size: number;
    max_iter: number;
  };
  scaler_mean: number[];
  scaler_scale: number[];
  test_rows: number[];
  runs: { r2: number; rmse: number }[];
}>('cars-sklearn.json');

let dataset: Dataset;
let data: PreparedData;
beforeAll(async () => {
  dataset = await loadTable({
    ...plainTable,
    path: fileURLToPath(new URL('../fixtures/cars.csv', import.meta.url)),
    target: sklearn.target,
    ignoreColumns: ['Year', 'Name'],
    missing: 'drop',
  });
  data = prepare(dataset, { testSize: sklearn.split.test_size, seed: sklearn.split.random_state });
});

it("has scikit-learn's standardized features, to float32", () => {
  const raw = new Float64Array(dataset.x.columns);
  const expected = sklearn.test_rows.flatMap((row) => {
    dataset.x.copyRow(row, raw, 0);
    return Array.from(
      raw,
      (value, i) => (value - (sklearn.scaler_mean[i] as number)) / (sklearn.scaler_scale[i] as number),
    );
  });
  expectClose(data.test.x.values, expected, 1e-6, 1);
});

/** The mean of scikit-learn's ten runs, and three times their standard deviation. */
function spread(metric: 'r2' | 'rmse') {
  const values = sklearn.runs.map((run) => run[metric]);
  const mean = values.reduce((sum, value) => sum + value) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, margin: 3 * Math.sqrt(variance) };
}

/**
 * scikit-learn draws other initial weights and orders of the rows, so runs are compared as it compares with itself: on one
 * split, by seed 42, its ten runs differ by these draws alone, and so must ours from their mean, by at most three standard
 * deviations. Our mean of three must lie within three deviations of such a mean (3/√3 of a run's), so that a small bias of
 * each run is seen as well.
 */
it("fit as well as scikit-learn's MLPRegressor with the same settings", async () => {
  await useBackend('wasm');
  const {
    hidden_layer_sizes: hidden,
    learning_rate_init,
    batch_size,
    max_iter,
    alpha,
  } = sklearn.mlp_regressor;
  const runs = [];
  for (const seed of [42, 1, 2]) {
    const { predictions } = await trainModel(
      trainConfig({
        seed,
        hidden,
        learningRate: learning_rate_init,
        batchSize: batch_size,
        epochs: max_iter,
        weightDecay: alpha,
      }),
      data,
    );
    runs.push(regressionMetrics(data.test.actual.values, predictions?.test.values ?? []));
  }
  for (const metric of ['r2', 'rmse'] as const) {
    const { mean, margin } = spread(metric);
    const ours = runs.map((run) => run[metric] as number);
    for (const value of ours) expect(Math.abs(value - mean), `${metric} ${value}`).toBeLessThan(margin);
    const ourMean = ours.reduce((sum, value) => sum + value) / ours.length;
    expect(Math.abs(ourMean - mean), `mean ${metric} of ${ours}`).toBeLessThan(margin / Math.sqrt(3));
  }
});
