import { describe, expect, it } from 'vitest';
import { columnVector } from '../../src/data/matrix.js';
import { prepare } from '../../src/data/prepare.js';
import { expectClose, fixture } from '../goldens.js';

/** Written by scripts/reference/nested_split.py. */
interface NestedSplit {
  rows: number;
  test_size: number;
  val_size: number;
  seed: number;
  train: number[];
  val: number[];
  test: number[];
  scaler_mean: number[];
  scaler_scale: number[];
  target_mean: number;
  target_scale: number;
}

const { cases } = fixture<{ cases: NestedSplit[] }>('nested-split.json');

describe.each(cases)('$rows rows split twice, $test_size and $val_size, by seed $seed', (golden) => {
  const features = (row: number) => [row * 1.5 - 20, ((row * 7919) % 101) / 8 + 1000];
  const y = Float64Array.from({ length: golden.rows }, (_, row) => (row ** 2 % 53) / 4 + 300);
  const x = {
    rows: golden.rows,
    columns: 2,
    copyRow: (row: number, to: Float32Array | Float64Array, offset: number) => to.set(features(row), offset),
  };
  const data = prepare(
    { x, y: columnVector(y) },
    { testSize: golden.test_size, valSize: golden.val_size, seed: golden.seed, standardizeTarget: true },
  );

  it("are scikit-learn's nested train_test_split, row for row", () => {
    expect([...data.train.rowIndex]).toEqual(golden.train);
    expect([...(data.val?.rowIndex ?? [])]).toEqual(golden.val);
    expect([...data.test.rowIndex]).toEqual(golden.test);
  });

  it('are scaled by the rows that are left for training alone', () => {
    expectClose(data.scaler.mean, golden.scaler_mean, 1e-12);
    expectClose(data.scaler.scale, golden.scaler_scale, 1e-12);
    const [target] = data.targets;
    expectClose([target?.mean ?? 0, target?.scale ?? 0], [golden.target_mean, golden.target_scale], 1e-12);
    for (const part of ['val', 'test'] as const) {
      const rows = golden[part];
      expectClose(
        data[part]?.x.values ?? [],
        rows.flatMap((row) =>
          features(row).map(
            (value, i) => (value - (golden.scaler_mean[i] as number)) / (golden.scaler_scale[i] as number),
          ),
        ),
        1e-5,
        1,
      );
      expect([...(data[part]?.actual.values ?? [])]).toEqual(rows.map((row) => y[row]));
    }
  });
});

it('keeps the order of the rows where it is chronological: the last are for testing, and the last of the rest for validation', () => {
  const rows = 11;
  const x = {
    rows,
    columns: 1,
    copyRow: (row: number, to: Float32Array | Float64Array, offset: number) => to.set([row], offset),
  };
  const options = { split: 'chronological', testSize: 0.25, valSize: 0.3, seed: 1 } as const;
  const data = prepare({ x, y: columnVector(Float64Array.from({ length: rows }, (_, row) => row)) }, options);
  // As many as of a random split: held-out parts are rounded up.
  expect([...data.train.rowIndex]).toEqual([0, 1, 2, 3, 4]);
  expect([...(data.val?.rowIndex ?? [])]).toEqual([5, 6, 7]);
  expect([...data.test.rowIndex]).toEqual([8, 9, 10]);
  expect(data.scaler.mean[0]).toBe(2);
});
