import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadTable } from '../../src/data/csv/loadTable.js';
import { columnVector } from '../../src/data/matrix.js';
import { type PreparedData, prepare } from '../../src/data/prepare.js';
import { useBackend } from '../../src/engine/engine.js';
import type { SavedModel } from '../../src/model/saved/savedModel.js';
import { NumpyRandomState } from '../../src/random/numpyRandomState.js';
import { permutationImportance } from '../../src/training/permutationImportance.js';
import { createPredictor } from '../../src/training/predict.js';
import { atOnce } from '../../src/turns.js';
import { csvFile, plainTable } from '../data/csv/tables.js';
import { expectClose, fixture } from '../goldens.js';

interface Reference {
  target: string;
  columns: string[];
  test_size: number;
  split_seed: number;
  weights: number[][][];
  biases: number[][];
  r2: number;
  cases: { seed: number; repeats: number; mean: number[]; deviation: number[]; importances: number[][] }[];
  shuffles: { seed: number; randint: number; first: number[]; second: number[] }[];
}

const reference = fixture<Reference>('permutation-importance.json');

describe.each(reference.shuffles)('numpy.random.RandomState($seed)', ({ seed, randint, first, second }) => {
  it('gives the same integer and then the same shuffles of one array', () => {
    const random = new NumpyRandomState(seed);
    expect(random.integerUpTo(2 ** 31 - 1)).toBe(randint);
    const order = Int32Array.from(first.keys());
    atOnce(random.shuffle(order));
    expect([...order]).toEqual(first);
    atOnce(random.shuffle(order));
    expect([...order]).toEqual(second);
  });
});

/** The table's rows, and the model that scikit-learn fitted to them. */
async function fittedModel(): Promise<{ data: PreparedData; model: SavedModel }> {
  const text = readFileSync(new URL('../fixtures/cars.csv', import.meta.url), 'utf8');
  const kept = text.split('\n').filter((line) => !line.startsWith(','));
  const { target, columns, test_size: testSize, split_seed: seed, weights, biases } = reference;
  const table = { ...plainTable, target, columns, missing: 'mean' as const };
  const dataset = await loadTable({ ...table, path: csvFile(kept.join('\n')) });
  const data = prepare(dataset, { testSize, seed });
  const layers = weights.map((weight, i) => {
    const bias = Float32Array.from(biases[i] as number[]);
    return { inputs: weight.length, outputs: bias.length, weight: Float32Array.from(weight.flat()), bias };
  });
  const { scaler, targets } = data;
  return { data, model: { columns: dataset.columns, scaler, targets, activation: 'relu', layers } };
}

describe.each(['wasm', 'cpu'] as const)(
  "scikit-learn's permutation_importance of a real table on %s",
  (engine) => {
    let tensors: number;
    beforeAll(async () => {
      await useBackend(engine);
      tensors = tf.memory().numTensors;
    });
    afterEach(() => expect(tf.memory().numTensors).toBe(tensors));

    it.each(reference.cases)('with seed $seed and $repeats repeats', async (expected) => {
      const { data, model } = await fittedModel();
      const predictor = createPredictor(model);
      const { x, actual } = data.test;
      const before = x.values.slice();
      const columns = model.columns.features;
      const explained = { columns, x, actual, predict: predictor.predictStandardized };
      const found = await permutationImportance(explained, expected);
      predictor.dispose();
      expect(found?.columns.map(({ name }) => name)).toEqual(reference.columns);
      expectClose([found?.r2 as number], [reference.r2], 1e-6);
      const of = (key: 'mean' | 'deviation') => found?.columns.map((column) => column[key]) ?? [];
      expectClose(of('mean'), expected.mean, 1e-6, 1);
      expectClose(of('deviation'), expected.deviation, 1e-6, 1);
      const repeats = found?.columns.flatMap((column) => column.repeats) ?? [];
      expectClose(repeats, expected.importances.flat(), 1e-6, 1);
      expect(x.values).toEqual(before);
    });
  },
);

describe('what no importance can be told of', () => {
  const columns = [{ name: 'a', kind: 'number' as const }];
  const explain = (actual: number[], predicted: number[]) =>
    permutationImportance(
      {
        columns,
        x: { rows: actual.length, columns: 1, values: new Float32Array(actual.length) },
        actual: columnVector(Float64Array.from(actual)),
        predict: () => Promise.resolve(columnVector(Float64Array.from(predicted))),
      },
      { repeats: 2, seed: 1 },
    );
  it.each([
    ['one row', [1], [1]],
    ['one target', [2, 2, 2], [1, 2, 3]],
    ['a prediction that is not finite', [1, 2], [1, Number.NaN]],
  ])('%s', async (_, actual, predicted) => {
    expect(await explain(actual, predicted)).toBeUndefined();
  });

  it('and a model that takes no notice of a column, which has an importance of 0', async () => {
    expect(await explain([1, 2], [1, 3])).toEqual({
      r2: -1, // 1 − 1 / (1/4 + 1/4)
      columns: [{ name: 'a', mean: 0, deviation: 0, repeats: [0, 0] }],
    });
  });
});
