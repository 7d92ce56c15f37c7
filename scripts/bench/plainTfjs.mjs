// The same job in plain tfjs, written as its users write it: tf.variable, tf.train.adam, optimizer.minimize.
// The training loss is taken before each update, the test loss after each epoch. Prints the median epoch as JSON.
import { parseArgs } from 'node:util';
import { median } from './interleave.mjs';
import { loadTfjs } from './loadTfjs.mjs';

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '2000' },
    features: { type: 'string', default: '10' },
    hidden: { type: 'string', default: '64,64' },
    'batch-size': { type: 'string', default: 'full' },
    epochs: { type: 'string', default: '200' },
    backend: { type: 'string', default: 'wasm' },
  },
});
const [rows, features, epochs] = [flags.rows, flags.features, flags.epochs].map(Number);
const trainRows = rows - Math.ceil(0.2 * rows);
const batchSize = flags['batch-size'] === 'full' ? trainRows : Number(flags['batch-size']);

const tf = await loadTfjs(flags.backend);

const x = tf.randomNormal([rows, features]);
const y = tf.tidy(() => tf.matMul(x, tf.randomUniform([features, 1], 0, 100)));
const [xTrain, xTest] = tf.split(x, [trainRows, rows - trainRows]);
const [yTrain, yTest] = tf.split(y, [trainRows, rows - trainRows]);

const sizes = [features, ...flags.hidden.split(',').map(Number), 1];
const layers = sizes.slice(1).map((outputs, layer) => {
  const bound = 1 / Math.sqrt(sizes[layer]);
  return {
    weight: tf.variable(tf.randomUniform([sizes[layer], outputs], -bound, bound)),
    bias: tf.variable(tf.randomUniform([outputs], -bound, bound)),
  };
});

function predict(input) {
  return layers.reduce((h, { weight, bias }, layer) => {
    const z = h.matMul(weight).add(bias);
    return layer < layers.length - 1 ? z.relu() : z;
  }, input);
}

const loss = (input, target) => predict(input).sub(target).square().mean();
const optimizer = tf.train.adam(0.001);

function trainOnBatch(input, target) {
  return tf.tidy(() => optimizer.minimize(() => loss(input, target), true).dataSync()[0]);
}

function trainOneEpoch() {
  if (batchSize >= trainRows) return trainOnBatch(xTrain, yTrain);
  const order = Int32Array.from(tf.util.createShuffledIndices(trainRows));
  let sum = 0;
  for (let start = 0; start < trainRows; start += batchSize) {
    const indices = order.slice(start, start + batchSize);
    sum += tf.tidy(() => {
      const chosen = tf.tensor1d(indices, 'int32');
      return trainOnBatch(xTrain.gather(chosen), yTrain.gather(chosen)) * indices.length;
    });
  }
  return sum / trainRows;
}

const times = [];
const history = [];
for (let epoch = 0; epoch < epochs; epoch++) {
  const started = performance.now();
  const trainLoss = trainOneEpoch();
  const testLoss = tf.tidy(() => loss(xTest, yTest).dataSync()[0]);
  times.push(performance.now() - started);
  history.push({ trainLoss, testLoss });
}
const { trainLoss, testLoss } = history.at(-1);
if (!Number.isFinite(trainLoss + testLoss)) throw new Error('training diverged');
process.stdout.write(`${JSON.stringify({ milliseconds_per_epoch: median(times) })}\n`);
