// One optimizer step alone, on the default net's variables: our Adam, or tf.train.adam with `--optimizer tfjs`.
// The gradients are ready before the clock starts. Prints the median step as JSON.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { median } from './interleave.mjs';
import { loadTfjs } from './loadTfjs.mjs';

const { values: flags } = parseArgs({
  options: {
    optimizer: { type: 'string', default: 'ours' },
    backend: { type: 'string', default: 'wasm' },
    steps: { type: 'string', default: '2000' },
  },
});
const steps = Number(flags.steps);

const tf = await loadTfjs(flags.backend);
const optimizer = flags.optimizer === 'ours' ? await ourAdam() : tf.train.adam(0.001);

const shapes = [[10, 64], [64], [64, 64], [64], [64, 1], [1]];
const variables = shapes.map((shape) => tf.variable(tf.randomUniform(shape, -0.1, 0.1)));
const gradients = Object.fromEntries(variables.map(({ name, shape }) => [name, tf.randomNormal(shape)]));

const before = variables[0].dataSync()[0];
const times = [];
const warmUp = Math.ceil(steps / 10);
for (let step = -warmUp; step < steps; step++) {
  const started = performance.now();
  optimizer.applyGradients(gradients);
  if (step >= 0) times.push(performance.now() - started);
}
if (variables[0].dataSync()[0] === before) throw new Error('the steps did not change the variables');
process.stdout.write(`${JSON.stringify({ milliseconds_per_step: median(times) })}\n`);

/** With the fast kernels, where the build has them. */
async function ourAdam() {
  const accelerated = new URL('../../dist/wasm.js', import.meta.url);
  if (flags.backend === 'wasm' && existsSync(accelerated)) {
    const { accelerateWasm } = await import(accelerated.href);
    await accelerateWasm?.();
  }
  const { Adam } = await import(new URL('../../dist/index.js', import.meta.url).href);
  return new Adam({ learningRate: 0.001 });
}
