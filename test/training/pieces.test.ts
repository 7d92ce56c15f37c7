import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawRegression } from '../../src/data/makeRegression.js';
import { type Part, prepare } from '../../src/data/prepare.js';
import { useBackend } from '../../src/engine/engine.js';
import { drawInitialWeights } from '../../src/model/initialWeights.js';
import { createLoss } from '../../src/model/losses/index.js';
import { Mlp } from '../../src/model/mlp.js';
import { createOptimizer } from '../../src/optimizers/tfjs/classes.js';
import { TorchGenerator } from '../../src/random/torchGenerator.js';
import { type BatchSource, fullBatch, type StepRows, shuffledBatches } from '../../src/training/batches.js';
import type { Clipping } from '../../src/training/gradientClipping.js';
import { rowsOfAPiece } from '../../src/training/pieceRows.js';
import { readWeights } from '../../src/training/trainingState.js';
import { type Pass, trainOnBatch } from '../../src/training/trainStep.js';
import { WeightAverage } from '../../src/training/weightAverage.js';

const samples = 500;
const settings = { samples, features: 6, informative: 4, noise: 1, bias: 0, seed: 5 };
const { train } = prepare(drawRegression(settings), { testSize: 0.2, seed: 5 });

interface Epochs {
  passes: Pass[];
  weights: Float32Array;
  average: Float32Array;
  turns: number;
}

const flat = (layers: readonly { values: ArrayLike<number> }[]) =>
  Float32Array.from(layers.flatMap(({ values }) => Array.from(values)));

/** Three epochs of plain steps, whose weights move by the gradients themselves. */
async function steps(source: BatchSource, clipping: Clipping = {}): Promise<Epochs> {
  const model = new Mlp(drawInitialWeights(new TorchGenerator(5), [6, 16, 1]), 'relu');
  const optimizer = createOptimizer('sgd', { learningRate: 1e-3 });
  const average = new WeightAverage(model, 0.5);
  const passes: Pass[] = [];
  let turns = 0;
  const turn = async () => {
    turns++;
  };
  for (let epoch = 0; epoch < 3; epoch++) {
    for await (const batch of source.epoch()) {
      passes.push(
        await trainOnBatch(
          { model, loss: createLoss({ name: 'mse' }), optimizer, clipping, average },
          batch,
          turn,
        ),
      );
    }
  }
  const result = { passes, weights: flat(readWeights(model)), average: flat(average.read()), turns };
  average.dispose();
  optimizer.dispose();
  model.dispose();
  source.dispose();
  return result;
}

function expectAlike(one: Epochs, other: Epochs): void {
  const numbers = ({ passes }: Epochs) =>
    passes.flatMap(({ trainLoss, gradientNorm }) => [trainLoss, gradientNorm]);
  const size = Math.max(...one.weights.map(Math.abs));
  numbers(one).forEach((value, i) => {
    expect(Math.abs((numbers(other)[i] as number) / value - 1)).toBeLessThan(1e-5);
  });
  for (const name of ['weights', 'average'] as const) {
    one[name].forEach((value, i) => {
      expect(Math.abs((other[name][i] as number) - value)).toBeLessThan(1e-5 * size);
    });
  }
}

const kinds: [string, (part: Part, pieceRows?: number) => BatchSource][] = [
  ['the full batch', (part, pieceRows) => fullBatch(part, pieceRows)],
  ['batches', (part, pieceRows) => shuffledBatches(part, 300, new TorchGenerator(7), pieceRows)],
];

describe.each(['wasm', 'cpu'] as const)('a step in pieces of rows, on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  describe.each(kinds)('of %s', (_, source) => {
    // 400 training rows: pieces of unlike sizes, of a single row at the end, and exactly two.
    it.each([64, 57, 200])('of at most %i rows is the step on all of them', async (pieceRows) => {
      const whole = await steps(source(train));
      const parted = await steps(source(train, pieceRows));
      expectAlike(whole, parted);
      expect(whole.turns).toBe(0);
      expect(parted.turns).toBeGreaterThan(3);
    });

    it('is clipped as a whole, and frees all that it made', async () => {
      const clipping = { clipNorm: 50, clipValue: 10 };
      const before = tf.memory().numTensors;
      expectAlike(await steps(source(train), clipping), await steps(source(train, 64), clipping));
      expect(tf.memory().numTensors).toBe(before);
    });

    it('whose rows fit into one piece has the same bits', async () => {
      expect(await steps(source(train, 400))).toEqual(await steps(source(train)));
    });
  });

  it('frees what it made when a piece fails', async () => {
    const model = new Mlp(drawInitialWeights(new TorchGenerator(5), [6, 16, 1]), 'relu');
    const optimizer = createOptimizer('sgd', { learningRate: 1e-3 });
    const source = fullBatch(train, 150);
    const [batch] = source.epoch() as [StepRows];
    const before = tf.memory().numTensors;
    const failing = trainOnBatch({ model, loss: createLoss({ name: 'mse' }), optimizer }, batch, () =>
      Promise.reject(new Error('no more')),
    );
    await expect(failing).rejects.toThrow('no more');
    expect(tf.memory().numTensors).toBe(before);
    source.dispose();
    optimizer.dispose();
    model.dispose();
  });
});

describe('the size of a piece', () => {
  const parameters = (inputs: number, units: number) => inputs * units + units * units + 3 * units + 1;

  it.each(['wasm', 'cpu'] as const)(
    'leaves the default job and the goldens whole, on %s',
    async (backend) => {
      await useBackend(backend);
      expect(rowsOfAPiece(parameters(10, 64)).trained).toBeGreaterThan(2 * 1600);
      expect(rowsOfAPiece(parameters(10, 64)).evaluated).toBe(8192);
    },
  );

  it('leaves 256-256 on 1,600 rows whole on wasm, and cuts what would take seconds', async () => {
    await useBackend('wasm');
    expect(rowsOfAPiece(parameters(10, 256)).trained).toBeGreaterThan(2 * 1600);
    expect(rowsOfAPiece(parameters(50, 512)).trained).toBeLessThan(80_000);
    expect(rowsOfAPiece(100_000_000)).toEqual({ trained: 6, evaluated: 19 });
    expect(rowsOfAPiece(3).trained).toBeLessThan(10_000_000);
  });
});
