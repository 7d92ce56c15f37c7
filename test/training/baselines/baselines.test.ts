import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadTable } from '../../../src/data/csv/loadTable.js';
import { makeRegression } from '../../../src/data/makeRegression.js';
import { columnVector, type Matrix, type RowSource } from '../../../src/data/matrix.js';
import { prepare } from '../../../src/data/prepare.js';
import { fittingBaselines } from '../../../src/training/baselines/baselines.js';
import { fittingLeastSquares } from '../../../src/training/baselines/leastSquares.js';
import { atOnce } from '../../../src/turns.js';
import { plainTable } from '../../data/csv/tables.js';
import { expectClose, fixture } from '../../goldens.js';

/** Made by scripts/reference/linear_baseline.py. */
const { cases } = fixture<{
  cases: Record<string, { linear_r2: number; mean_r2: number; largest_coefficient: number }>;
}>('linear-baseline.json');

const split = { testSize: 0.2, seed: 42 };

function generated(samples: number, features: number, informative: number, noise: number) {
  const { x, y } = makeRegression({ samples, features, informative, noise, bias: 0, seed: 42 });
  return { rows: rowsOf(x), y };
}

function rowsOf({ rows, columns, values }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, i) => Array.from(values.subarray(i * columns, (i + 1) * columns)));
}

function sourceOf(rows: number[][]): RowSource {
  const columns = rows[0]?.length ?? 0;
  return { rows: rows.length, columns, copyRow: (row, to, offset) => to.set(rows[row] as number[], offset) };
}

function prepared(rows: number[][], y: Float64Array) {
  return prepare({ x: sourceOf(rows), y: columnVector(y) }, split);
}

const { rows, y } = generated(200, 5, 3, 20);
const at = (row: number[], i: number) => row[i] as number;
const data: Record<string, () => ReturnType<typeof prepare> | Promise<ReturnType<typeof prepare>>> = {
  cars: async () => {
    const path = fileURLToPath(new URL('../../fixtures/cars.csv', import.meta.url));
    const ignoreColumns = ['Year', 'Name'];
    const table = {
      ...plainTable,
      path,
      target: 'Miles_per_Gallon',
      ignoreColumns,
      missing: 'drop' as const,
    };
    return prepare(await loadTable(table), { ...split, standardizeTarget: true });
  },
  generated: () => prepared(rows, y),
  far: () =>
    prepare(
      { x: sourceOf(rows), y: columnVector(y.map((value) => value / 1000 + 1e6)) },
      { ...split, standardizeTarget: true },
    ),
  dependent: () =>
    prepared(
      rows.map((row) => [...row, 2 * at(row, 0), 3 * at(row, 1) + 1, at(row, 0) + at(row, 2)]),
      y,
    ),
  powers: () =>
    prepared(
      rows.map((row) => [1, 2, 3, 4, 5, 6, 7].map((power) => at(row, 0) ** power)),
      y,
    ),
  wide: () => {
    const few = generated(60, 100, 10, 1);
    return prepared(few.rows, few.y);
  },
};

const job = { samples: 100, features: 5, informative: 3, noise: 20, bias: 0, seed: 4 };

describe('the baselines', () => {
  it.each(Object.keys(cases))('of %s are those of scikit-learn', async (name) => {
    const expected = cases[name] as (typeof cases)[string];
    const parts = await (data[name] as (typeof data)[string])();
    const [found] = atOnce(fittingBaselines(parts));
    expectClose(
      [found?.meanR2 as number, found?.linearR2 as number],
      [expected.mean_r2, expected.linear_r2],
      1e-7,
    );
    const [fit] = atOnce(fittingLeastSquares(parts.train.x, parts.train.actual));
    expectClose([Math.max(...(fit?.coefficients.map(Math.abs) ?? []))], [expected.largest_coefficient], 1e-6);
  });

  it('of several targets are those of each alone', () => {
    const both = makeRegression({ ...job, targets: 2 });
    const column = (target: number) => both.y.filter((_, i) => i % 2 === target);
    const source = sourceOf(rowsOf(both.x));
    const together = prepare({ x: source, y: { rows: job.samples, columns: 2, values: both.y } }, split);
    const alone = [0, 1].flatMap((target) =>
      atOnce(fittingBaselines(prepare({ x: source, y: columnVector(column(target)) }, split))),
    );
    expect(atOnce(fittingBaselines(together))).toEqual(alone);
    expect(alone[0]).not.toEqual(alone[1]);
  });

  it('leave the linear fit out above 2,000 features', () => {
    const few = generated(10, 2001, 5, 1);
    expect(atOnce(fittingBaselines(prepared(few.rows, few.y)))).toMatchObject([{ linearR2: undefined }]);
  });

  it('have no R² where the test rows have one value', () => {
    const constant = prepared(rows, new Float64Array(200).fill(7));
    expect(atOnce(fittingBaselines(constant))).toEqual([{ meanR2: null, linearR2: null }]);
  });

  it('stand where no feature varies', () => {
    const [found] = atOnce(
      fittingBaselines(
        prepared(
          rows.map(() => [3]),
          y,
        ),
      ),
    );
    expect(found?.linearR2).toBe(found?.meanR2);
    expect(found?.meanR2).toBeLessThanOrEqual(0);
  });
});
