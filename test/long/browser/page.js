// What the page of browser.test.ts does: all of the library that touches no files.
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as library from 'adam-train';
import { accelerateWasm } from 'adam-train/wasm';

const { Adam, cosineSchedule, fitStandardScaler, makeRegression, predict, readCsv, standardize, train } =
  library;

/** Five steps with the kernels in a user's own program. */
async function wasmSteps() {
  await tf.setBackend('wasm');
  accelerateWasm();
  const ramp = (count, step, modulus) =>
    Array.from({ length: count }, (_, i) => ((i * step) % modulus) / modulus);
  const w = tf.variable(tf.tensor2d(ramp(600, 7919, 101), [30, 20]));
  const x = tf.tensor2d(ramp(3000, 104729, 997), [100, 30]);
  const optimizer = new Adam({ learningRate: 0.1 });
  for (let i = 0; i < 5; i++) optimizer.minimize(() => tf.matMul(x, w).square().mean());
  const weights = [...w.dataSync()];
  return weights;
}

async function trained(config, csv) {
  const data = csv === undefined ? undefined : await readCsv({ text: csv }, { textColumns: ['origin'] });
  const epochs = [];
  const run = await train(config, { data, onEpoch: ({ epoch }) => epochs.push(epoch) });
  const rows =
    data?.slice(0, 20) ?? [...Array(20)].map((_, i) => [...Array(10)].map((__, j) => Math.sin(i + j)));
  const { test_r2, backend, status } = run.summary;
  return {
    ...{ test_r2, backend, status, epochs: epochs.length, model: Object.keys(run.model) },
    losses: run.history.map(({ trainLoss, testLoss }) => [trainLoss, testLoss]),
    predicted: [...run.predictions.test.predicted],
    again: [...(await predict(structuredClone(run.model), rows))],
  };
}

async function zipped(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function sentence(work) {
  return work().then(
    () => 'none',
    (error) => error.message,
  );
}

export async function run({ csv, configs }) {
  setWasmPaths('/');
  const { x, y } = makeRegression({ samples: 50, features: 3, informative: 2, noise: 1, bias: 0, seed: 1 });
  standardize(x, fitStandardScaler(x));
  await tf.setBackend('cpu');
  const runs = {};
  for (const [name, { isCsv, ...config }] of Object.entries(configs))
    runs[name] = await trained(config, isCsv ? csv : undefined);
  const controller = new AbortController();
  const interrupted = await train(
    { epochs: 50, backend: 'cpu', samples: 100 },
    { signal: controller.signal, onEpoch: () => controller.abort() },
  );
  return {
    names: Object.keys(library).sort(),
    isIsolated: self.crossOriginIsolated,
    scaled: [...x.values],
    rate: cosineSchedule({ learningRate: 0.1, tMax: 20, minLr: 0 })(3),
    target: y.length,
    runs,
    isBackendKept: tf.getBackend() === 'cpu',
    interrupted: [interrupted.status, interrupted.history.length],
    errors: [
      await sentence(() => train({ name: 'kept' })),
      await sentence(() => train({ data: 'cars.csv', target: 'mpg' })),
      await sentence(() => train({ backend: 'tensorflow' })),
      await sentence(() => readCsv({ text: 'a,b\n1' })),
    ],
    steps: await wasmSteps(),
    zipped: [...(await readCsv(await zipped('a,b\n1,2\n')))],
    broken: await sentence(async () => readCsv((await zipped('a,b\n1,2\n')).slice(0, 12))),
  };
}

window.run = (given) =>
  run(given).then(
    (value) => ({ value }),
    (error) => ({ error: String(error.stack ?? error) }),
  );
