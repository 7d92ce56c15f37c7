import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FlatSettings } from '../../src/config/trainSettings.js';
import { loadTable } from '../../src/data/csv/loadTable.js';
import type { Dataset } from '../../src/data/dataset.js';
import { columnVector } from '../../src/data/matrix.js';
import { type PreparedData, prepare } from '../../src/data/prepare.js';
import type { TargetScale } from '../../src/data/targetScale.js';
import { useBackend } from '../../src/engine/engine.js';
import { AdamTrainError, exitCodes } from '../../src/errors.js';
import { drawInitialWeights } from '../../src/model/initialWeights.js';
import { TorchGenerator } from '../../src/random/torchGenerator.js';
import { trainModel } from '../../src/training/trainModel.js';
import { plainTable } from '../data/csv/tables.js';
import { expectClose } from '../goldens.js';
import { predictInDoubles } from '../savedModels.js';
import { trainConfig } from '../trainConfigs.js';

const settings = { hidden: [6], activation: 'tanh' as const, epochs: 1, learningRate: 0.01 };
const split = { testSize: 0.2, valSize: 0.1, seed: 42, standardizeTarget: true };

let cars: Dataset;
let data: PreparedData;
beforeAll(async () => {
  await useBackend('wasm');
  const path = fileURLToPath(new URL('../fixtures/cars.csv', import.meta.url));
  const ignoreColumns = ['Year', 'Name'];
  cars = await loadTable({ ...plainTable, path, target: 'Miles_per_Gallon', ignoreColumns, missing: 'drop' });
  data = prepare(cars, split);
});

const scaleOf = ({ targets }: PreparedData) => targets[0] as TargetScale;

/** Σ(predicted − actual)² / rows */
function meanSquare(actual: ArrayLike<number>, predicted: ArrayLike<number> = []): number {
  return Array.from(actual, (value, i) => ((predicted[i] as number) - value) ** 2).reduce(
    (sum, square, _, all) => sum + square / all.length,
    0,
  );
}

it('the mean and deviation are those of the training rows', () => {
  const [actual, y] = [data.train.actual.values, data.train.y.values];
  const mean = actual.reduce((sum, value) => sum + value) / actual.length;
  const deviation = Math.sqrt(
    meanSquare(
      actual,
      actual.map(() => mean),
    ),
  );
  expectClose([scaleOf(data).mean, scaleOf(data).scale], [mean, deviation], 1e-12);
  expectClose(
    y,
    actual.map((value) => (value - mean) / deviation),
    1e-6,
    1,
  );
});

describe.each(['full', 32] as const)('in batches of %s', (batchSize) => {
  it('the losses are of predictions in the own units', async () => {
    // With a rate of 0 the model still predicts what it did before the epoch, which is what the training loss is of.
    const still = await trainModel(trainConfig({ ...settings, batchSize, learningRate: 0 }), data);
    const [before] = still.history;
    expectClose(
      [before?.trainLoss ?? 0, before?.valLoss ?? 0, before?.testLoss ?? 0],
      (['train', 'val', 'test'] as const).map((part) =>
        meanSquare(data[part]?.actual.values ?? [], still.predictions?.[part]?.values),
      ),
      1e-5,
    );

    const { history, predictions } = await trainModel(trainConfig({ ...settings, batchSize }), data);
    const [record] = history;
    if (batchSize === 'full') expect(record?.trainLoss).toBe(before?.trainLoss);
    expectClose(
      [record?.valLoss ?? 0, record?.testLoss ?? 0],
      [
        meanSquare(data.val?.actual.values ?? [], predictions?.val?.values),
        meanSquare(data.test.actual.values, predictions?.test.values),
      ],
      1e-5,
    );
  });
});

it.each<[Partial<FlatSettings>, residual: (r: number, scale: number) => number]>([
  [{ loss: 'mae' }, (r) => Math.abs(r)],
  // δ deviations of the target, and the loss in its units squared.
  [
    { loss: 'huber', lossDelta: 0.5 },
    (r, s) => (Math.abs(r) < 0.5 * s ? r ** 2 / 2 : 0.5 * s * (Math.abs(r) - 0.25 * s)),
  ],
  [{ loss: 'smooth-l1', lossBeta: 2 }, (r, s) => (Math.abs(r) < 2 * s ? r ** 2 / (4 * s) : Math.abs(r) - s)],
])('reports %j in its unit', async (loss, ofResidual) => {
  const { history, predictions } = await trainModel(trainConfig({ ...settings, ...loss }), data);
  const actual = data.test.actual.values;
  const sum = actual.reduce(
    (all, value, i) => all + ofResidual((predictions?.test.values[i] as number) - value, scaleOf(data).scale),
    0,
  );
  expectClose([history[0]?.testLoss ?? 0], [sum / actual.length], 1e-5);
});

it('predicts scale times what the network gives, plus the mean', async () => {
  const { predictions, history } = await trainModel(trainConfig({ ...settings, learningRate: 0 }), data);
  const layers = drawInitialWeights(new TorchGenerator(42), [8, 6, 1]).map((layer) => ({
    ...layer,
    // From [outputs, inputs] to [inputs, outputs].
    weight: layer.weight.map(
      (_, i) => layer.weight[(i % layer.outputs) * layer.inputs + Math.floor(i / layer.outputs)] as number,
    ),
  }));
  const columns = { features: [], targets: [''] };
  const unit = { mean: 0, scale: 1 };
  const ones = { mean: new Float64Array(8), scale: new Float64Array(8).fill(1) };
  const outputs = predictInDoubles(
    { columns, scaler: ones, targets: [unit], activation: 'tanh', layers },
    data.train.x.values,
  );
  const { mean, scale } = scaleOf(data);
  expectClose(
    predictions?.train.values ?? [],
    outputs.map((output) => output * scale + mean),
    1e-5,
  );
  expectClose([history[0]?.trainLoss ?? 0], [meanSquare(data.train.y.values, outputs) * scale ** 2], 1e-5);
});

it('keeps apart what float32 would not, and says so where nothing is standardized', async () => {
  const far = { ...cars, y: columnVector(cars.y.values.map((value) => 1e9 + value / 10)) };
  const prepared = prepare(far, split);
  expectClose(prepared.train.y.values, data.train.y.values, 1e-5, 1);
  expectClose([scaleOf(prepared).scale], [scaleOf(data).scale / 10], 1e-6);
  for (const y of [far.y, columnVector(cars.y.values.map((value) => value * 1e-60))]) {
    const attempt = () => prepare({ ...cars, y }, { ...split, standardizeTarget: false });
    expect(attempt).toThrow(AdamTrainError);
    expect(attempt).toThrow(
      /^The target must have different values in float32, .*; train with --standardize-target\.$/,
    );
    expect(attempt).toThrow(expect.objectContaining({ exitCode: exitCodes.badData }));
  }
});
