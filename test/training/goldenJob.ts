import * as tf from '@tensorflow/tfjs';
import { makeRegression } from '../../src/data/makeRegression.js';
import { prepare } from '../../src/data/prepare.js';
import { drawInitialWeights } from '../../src/model/initialWeights.js';
import { Mlp } from '../../src/model/mlp.js';
import { Adam } from '../../src/optimizers/adam.js';
import { TorchGenerator } from '../../src/random/torchGenerator.js';
import { fullBatch, shuffledBatches, toBatch } from '../../src/training/batches.js';
import { runTrainingLoop } from '../../src/training/trainingLoop.js';
import type { GoldenRun } from '../goldens.js';

/** Runs a golden job on the current backend and gives its losses and test predictions. */
export async function runGoldenJob(golden: GoldenRun) {
  const { seed, data, optimizer_kwargs: options, batch_size: batchSize, ...config } = golden.config;
  const regression = makeRegression({
    samples: data.n_samples,
    features: data.n_features,
    informative: data.n_informative,
    noise: data.noise,
    bias: data.bias,
    seed,
  });
  const { train, test } = prepare(regression, config.test_size, seed);
  const generator = new TorchGenerator(seed);
  const model = new Mlp(drawInitialWeights(generator, [data.n_features, ...config.hidden, 1]), 'relu');
  const optimizer = new Adam({
    learningRate: options.lr,
    ...(options.betas && { beta1: options.betas[0], beta2: options.betas[1] }),
    ...(options.eps !== undefined && { epsilon: options.eps }),
    weightDecay: options.weight_decay ?? 0,
    decoupledWeightDecay: config.optimizer === 'AdamW',
    amsgrad: options.amsgrad ?? false,
  });
  const batches = batchSize === null ? fullBatch(train) : shuffledBatches(train, batchSize, generator);
  const testBatch = toBatch(test);
  const { history } = await runTrainingLoop({
    model,
    optimizer,
    batches,
    test: testBatch,
    epochs: config.epochs,
  });
  const predictions = tf.tidy(() => model.predict(testBatch.x).dataSync());
  tf.dispose([testBatch.x, testBatch.y]);
  batches.dispose();
  optimizer.dispose();
  model.dispose();
  return { history, predictions, test };
}
