import { beforeAll, describe, expect, it } from 'vitest';
import { drawRegression } from '../../src/data/makeRegression.js';
import type { Matrix } from '../../src/data/matrix.js';
import { type PreparedData, prepare } from '../../src/data/prepare.js';
import { useBackend } from '../../src/engine/engine.js';
import type { Backend } from '../../src/engine/settings.js';
import type { LossConfig } from '../../src/model/losses/index.js';
import type { ActivationName } from '../../src/model/settings.js';
import type { OptimizerConfig, OptimizerName } from '../../src/optimizers/index.js';
import { resolveOptimizer } from '../../src/optimizers/resolve.js';
import type { RegressionMetrics } from '../../src/training/regressionMetrics.js';
import { meanMetrics, targetMetrics } from '../../src/training/targetMetrics.js';
import { type TrainingSettings, trainModel } from '../../src/training/trainModel.js';
import { expectClose, type GoldenRun, goldenRun, type goldenRuns, lossNameOf } from '../goldens.js';

function preparedData({ config: { seed, data, test_size: testSize } }: GoldenRun): PreparedData {
  const regression = drawRegression({
    samples: data.n_samples,
    features: data.n_features,
    informative: data.n_informative,
    noise: data.noise,
    bias: data.bias,
    targets: data.n_targets ?? 1,
    seed,
  });
  return prepare(regression, { testSize, seed });
}

function trainingSettings({ config }: GoldenRun): TrainingSettings {
  const { lr, betas, eps, weight_decay: weightDecay, ...others } = config.optimizer_kwargs;
  const name = config.optimizer.toLowerCase() as OptimizerName;
  const hyperparameters = {
    learningRate: lr,
    ...(betas && { beta1: betas[0], beta2: betas[1] }),
    ...(eps !== undefined && { epsilon: eps }),
    ...(weightDecay !== undefined && { weightDecay }),
    ...others,
  };
  return {
    seed: config.seed,
    model: {
      hidden: config.hidden,
      activation: activationOf(config),
      loss: { name: lossNameOf(config), ...config.loss_kwargs } as LossConfig,
    },
    optimizer: { name, ...resolveOptimizer(name, hyperparameters) } as OptimizerConfig,
    schedule: { name: 'constant', warmup: 0 },
    training: { epochs: config.epochs, batchSize: config.batch_size ?? 'full', minDelta: 0 },
  };
}

function activationOf({ activation }: GoldenRun['config']): ActivationName {
  return (activation?.toLowerCase() ?? 'relu') as ActivationName;
}

/** Declares a test for each golden run: PyTorch's losses at every epoch, and scikit-learn's metrics, on a backend. */
export function itFollowsGoldenRuns(backend: Backend, runs: typeof goldenRuns): void {
  describe(`PyTorch's losses at every epoch, on ${backend}`, () => {
    beforeAll(async () => {
      await useBackend(backend);
    });

    it.each(runs)('$name, to $tolerance', async ({ name, tolerance }) => {
      const golden = goldenRun(name);
      const data = preparedData(golden);
      const { history, predictions } = await trainModel(trainingSettings(golden), data);
      const losses = (of: 'trainLoss' | 'testLoss') => history.map((record) => record[of]);
      expectClose(losses('trainLoss'), golden.train_loss, tolerance);
      expectClose(losses('testLoss'), golden.test_loss, tolerance);
      const metrics = targetMetrics(data.test.actual, predictions?.test as Matrix);
      const { rmse, mae } = meanMetrics(metrics);
      expectClose([rmse as number, mae as number], [golden.predictions.rmse, golden.predictions.mae], 1e-5);
      expect(weightedR2(metrics)).toBeCloseTo(golden.predictions.r2, 5);
    });
  });
}

/** The references' R² of several targets: scikit-learn's `multioutput='variance_weighted'`. */
function weightedR2(metrics: readonly RegressionMetrics[]): number {
  const squared = metrics.map(({ rmse }) => (rmse as number) ** 2);
  const variances = metrics.map(({ r2 }, i) => (squared[i] as number) / (1 - (r2 as number)));
  const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);
  return 1 - sum(squared) / sum(variances);
}
