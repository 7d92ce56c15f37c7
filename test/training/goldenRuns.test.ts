import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/engine/engine.js';
import { regressionMetrics } from '../../src/training/regressionMetrics.js';
import { expectClose, goldenRun, goldenRuns } from '../goldens.js';
import { runGoldenJob } from './goldenJob.js';

describe("PyTorch's losses at every epoch, on wasm", () => {
  beforeAll(async () => {
    await useBackend('wasm');
  });

  it.each(goldenRuns)('$name, to $tolerance', async ({ name, tolerance }) => {
    const golden = goldenRun(name);
    const { history, predictions, test } = await runGoldenJob(golden);
    expectClose(
      history.map((record) => record.trainLoss),
      golden.train_loss,
      tolerance,
    );
    expectClose(
      history.map((record) => record.testLoss),
      golden.test_loss,
      tolerance,
    );
    const { rmse, mae, r2 } = regressionMetrics(test.actual, predictions);
    expectClose([rmse as number, mae as number], [golden.predictions.rmse, golden.predictions.mae], 1e-5);
    expect(r2).toBeCloseTo(golden.predictions.r2, 5);
  });
});
