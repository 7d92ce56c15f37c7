// What the page of browser.test.ts does.
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as library from 'adam-train';
import { accelerateWasm } from 'adam-train/wasm';

const { Adam, cosineSchedule, fitStandardScaler, makeRegression, regressionMetrics, standardize } = library;

async function wasmSteps() {
  await tf.setBackend('wasm');
  accelerateWasm();
  const w = tf.variable(tf.tensor2d(Array.from({ length: 600 }, (_, i) => ((i * 7919) % 101) / 100), [30, 20]));
  const x = tf.tensor2d(Array.from({ length: 3000 }, (_, i) => ((i * 104729) % 997) / 500 - 1), [100, 30]);
  const optimizer = new Adam({ learningRate: 0.1 });
  for (let i = 0; i < 5; i++) optimizer.minimize(() => tf.matMul(x, w).square().mean());
  return { backend: tf.getBackend(), isolated: self.crossOriginIsolated, w: [...w.dataSync()] };
}
export async function run() {
  setWasmPaths('/');
  const { x, y } = makeRegression({ samples: 50, features: 3, informative: 2, noise: 1, bias: 0, seed: 1 });
  const scaler = fitStandardScaler(x);
  standardize(x, scaler);
  return {
    names: Object.keys(library),
    x: [...x.values], y: [...y], rate: cosineSchedule({ learningRate: 0.1, tMax: 20, minLr: 0 })(3),
    metrics: regressionMetrics(y, y), wasm: await wasmSteps(),
  };
}
window.result = run().then((value) => ({ value }), (error) => ({ error: String(error.stack ?? error) }));
