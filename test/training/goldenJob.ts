import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawRegression } from '../../src/data/makeRegression.js';
import { prepare } from '../../src/data/prepare.js';
import { type Backend, useBackend } from '../../src/engine/engine.js';
import { drawInitialWeights } from '../../src/model/initialWeights.js';
import { Mlp } from '../../src/model/mlp.js';
import type { OptimizerName } from '../../src/optimizers/index.js';
import { createOptimizer } from '../../src/optimizers/tfjs/classes.js';
import { TorchGenerator } from '../../src/random/torchGenerator.js';
import { disposePieces, fullBatch, piecesOf, shuffledBatches } from '../../src/training/batches.js';
import { regressionMetrics } from '../../src/training/regressionMetrics.js';
import { runTrainingLoop } from '../../src/training/trainingLoop.js';
import { expectClose, type GoldenRun, goldenRun, type goldenRuns } from '../goldens.js';

/** Runs a golden job on the current backend and gives its losses and test predictions. */
async function runGoldenJob(golden: GoldenRun) {
  const { seed, data, optimizer_kwargs: options, batch_size: batchSize, ...config } = golden.config;
  const regression = drawRegression({
    samples: data.n_samples,
    features: data.n_features,
    informative: data.n_informative,
    noise: data.noise,
    bias: data.bias,
    seed,
  });
  const { train, test } = prepare(regression, { testSize: config.test_size, seed });
  const generator = new TorchGenerator(seed);
  const model = new Mlp(drawInitialWeights(generator, [data.n_features, ...config.hidden, 1]), 'relu');
  const { lr, betas, eps, weight_decay: weightDecay, ...others } = options;
  const optimizer = createOptimizer(config.optimizer.toLowerCase() as OptimizerName, {
    learningRate: lr,
    ...(betas && { beta1: betas[0], beta2: betas[1] }),
    ...(eps !== undefined && { epsilon: eps }),
    ...(weightDecay !== undefined && { weightDecay }),
    ...others,
  });
  const batches = batchSize === null ? fullBatch(train) : shuffledBatches(train, batchSize, generator);
  const pieces = [...piecesOf(test, Number.POSITIVE_INFINITY)];
  const { history } = await runTrainingLoop({
    model,
    optimizer,
    batches,
    test: pieces,
    epochs: config.epochs,
  });
  const [piece] = pieces as [(typeof pieces)[0]];
  const predictions = tf.tidy(() => model.predict(piece.x).dataSync());
  disposePieces(pieces);
  batches.dispose();
  optimizer.dispose();
  model.dispose();
  return { history, predictions, test };
}

/** Declares a test for each golden run: PyTorch's losses at every epoch, and scikit-learn's metrics, on a backend. */
export function itFollowsGoldenRuns(backend: Backend, runs: typeof goldenRuns): void {
  describe(`PyTorch's losses at every epoch, on ${backend}`, () => {
    beforeAll(async () => {
      await useBackend(backend);
    });

    it.each(runs)('$name, to $tolerance', async ({ name, tolerance }) => {
      const golden = goldenRun(name);
      const { history, predictions, test } = await runGoldenJob(golden);
      const losses = (of: 'trainLoss' | 'testLoss') => history.map((record) => record[of]);
      expectClose(losses('trainLoss'), golden.train_loss, tolerance);
      expectClose(losses('testLoss'), golden.test_loss, tolerance);
      const { rmse, mae, r2 } = regressionMetrics(test.actual, predictions);
      expectClose([rmse as number, mae as number], [golden.predictions.rmse, golden.predictions.mae], 1e-5);
      expect(r2).toBeCloseTo(golden.predictions.r2, 5);
    });
  });
}
