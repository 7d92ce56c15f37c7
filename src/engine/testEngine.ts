import * as tf from '@tensorflow/tfjs';
import { AdamTrainError } from '../errors.js';
import { Adam } from '../optimizers/tfjs/classes.js';
import { setUpWasm, useBackend } from './engine.js';
import type { SelfTestResult } from './selfTest.js';
import type { Backend } from './settings.js';

/**
 * Loads an engine and has it compute what can be checked by hand: one gradient and one Adam step.
 *
 * @throws AdamTrainError if the engine cannot be loaded or computes something else
 */
export async function testEngine(backend: Backend): Promise<SelfTestResult> {
  await useBackend(backend);
  const gradient = tf.tidy(
    () =>
      tf
        .grad((x) => x.square())(tf.scalar(3))
        .dataSync()[0],
  );
  expectNumber(backend, 'the gradient of x² at 3', gradient, 6);

  const theta = tf.tidy(() => tf.variable(tf.scalar(1)));
  const optimizer = new Adam({ learningRate: 0.1 });
  try {
    optimizer.minimize(() => theta.square() as tf.Scalar);
    expectNumber(backend, 'an Adam step of 0.1 from 1', theta.dataSync()[0], 0.9);
  } finally {
    optimizer.dispose();
    theta.dispose();
  }

  const { binding } = tf.backend() as { binding?: { TF_Version?: string } };
  const stepMilliseconds = timeStep();
  if (backend === 'wasm') {
    const { fma, wide } = await setUpWasm({ threads: 1, wide: true });
    return { fma, wide, stepMilliseconds };
  }
  return binding?.TF_Version === undefined
    ? { stepMilliseconds }
    : { tensorflow: binding.TF_Version, stepMilliseconds };
}

function expectNumber(backend: Backend, what: string, actual: number | undefined, expected: number): void {
  if (actual === undefined || !(Math.abs(actual - expected) < 1e-5)) {
    throw new AdamTrainError(`The engine ${backend} gives ${actual} for ${what}, which is ${expected}.`);
  }
}

function timeStep(): number {
  const w = tf.tidy(() => tf.variable(tf.ones([64, 64])));
  const optimizer = new Adam();
  const step = () => {
    optimizer.minimize(() => tf.matMul(w as tf.Tensor2D, w as tf.Tensor2D).mean() as tf.Scalar);
    return w.dataSync();
  };
  step();
  const started = performance.now();
  step();
  const milliseconds = performance.now() - started;
  optimizer.dispose();
  w.dispose();
  return milliseconds;
}
