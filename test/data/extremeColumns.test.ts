import { describe, expect, it } from 'vitest';
import type { RowSource } from '../../src/data/matrix.js';
import { columnVector } from '../../src/data/matrix.js';
import { prepare } from '../../src/data/prepare.js';
import { fitStandardScaler } from '../../src/data/standardScaler.js';
import { AdamTrainError, exitCodes } from '../../src/errors.js';
import { NumpyRandomState } from '../../src/random/numpyRandomState.js';
import { expectClose } from '../goldens.js';

const ROWS = 200;
const split = { testSize: 0.2, seed: 1 };
const random = new NumpyRandomState(7);
/** Standard normal. */
const normal = Float64Array.from({ length: ROWS }, () => random.standardNormal());

function sourceOf(...columns: ArrayLike<number>[]): RowSource {
  const copyRow: RowSource['copyRow'] = (row, to, offset) =>
    columns.forEach((column, i) => {
      to[offset + i] = column[row] as number;
    });
  return { rows: ROWS, columns: columns.length, copyRow };
}

const standardized = (column: ArrayLike<number>) =>
  prepare({ x: sourceOf(column), y: columnVector(normal) }, split);

describe('a column of any size is standardized as the same values near 1 are', () => {
  const expected = standardized(normal);
  it.each<[string, (value: number) => number, number]>([
    ['1e9 + N(0, 1)', (value) => 1e9 + value, 1e-6],
    ['-1e9 + N(0, 1)', (value) => -1e9 + value, 1e-6],
    ['1e200', (value) => 1e200 * value, 1e-6],
    ['1e200 away from 0', (value) => 1e200 * (50 + value), 1e-6],
    ['the largest doubles', (value) => 3e307 * value, 1e-6],
    ['1e-200', (value) => 1e-200 * value, 1e-6],
    ['float32 subnormals', (value) => 1e-40 * value, 1e-6],
    ['float64 subnormals', (value) => 1e-310 * value, 1e-6],
    // Multiples of 5e-324, which is 1/200 of these.
    ['the last digits of float64', (value) => 1e-321 * value, 1e-2],
  ])('%s', (_, of, tolerance) => {
    const { train, test } = standardized(normal.map(of));
    expectClose(train.x.values, expected.train.x.values, tolerance, 1);
    expectClose(test.x.values, expected.test.x.values, tolerance, 1);
  });

  it('GPS degrees times 1e7, along a street', () => {
    const { train } = standardized(normal.map((value) => Math.round(525_200_000 + 50 * value)));
    expectClose(train.x.values, expected.train.x.values, 0.02, 1);
  });

  it('timestamps one second apart', () => {
    const seconds = Float64Array.from({ length: ROWS }, (_, i) => i);
    const near = standardized(seconds).train.x.values;
    expectClose(standardized(seconds.map((second) => 1.7e9 + second)).train.x.values, near, 1e-6, 1);
    // The mean is a double, of which four are in a second here: all values are off by the same 0.002 at most.
    expectClose(standardized(seconds.map((second) => 1.7e15 + second)).train.x.values, near, 2e-3, 1);
  });
});

it('a column of one value stands at 0, however it adds up', () => {
  for (const value of [0, 0.1, -77.7, 1e200, 5e-324, 1.7e308]) {
    const { train, scaler } = standardized(new Float64Array(ROWS).fill(value));
    expect([scaler.mean[0], scaler.scale[0]]).toEqual([value, 1]);
    expect(train.x.values.every((scaled) => scaled === 0)).toBe(true);
  }
});

it('the library takes for constant what scikit-learn does', () => {
  const values = normal.map((value) => 1e12 + 1e-3 * value);
  expect(fitStandardScaler({ rows: ROWS, columns: 1, values }).scale[0]).toBe(1);
});

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(AdamTrainError);
    expect(error).toMatchObject({ exitCode: exitCodes.badData });
    return (error as Error).message;
  }
  return 'no refusal';
}

describe('what float64 does not tell apart is refused', () => {
  const lost = normal.map((value) => 1e12 + 1e-3 * value);
  const columns = {
    features: [
      { name: 'plain', kind: 'number' as const },
      { name: 'reading', kind: 'number' as const },
    ],
    targets: ['y'],
  };

  it('in a feature, by its name', () => {
    expect(
      refusal(() => prepare({ x: sourceOf(normal, lost), y: columnVector(normal), columns }, split)),
    ).toMatch(
      /^Column reading must have values that float64 tells apart, got \d+(\.\d+)? with a deviation of 9\.\d+e-4 in the training rows, so that nothing is left to learn; .* --ignore-columns reading\.$/,
    );
  });

  it.each([true, false])('in the target, standardized or not: %s', (standardizeTarget) => {
    expect(
      refusal(() => prepare({ x: sourceOf(normal), y: columnVector(lost) }, { ...split, standardizeTarget })),
    ).toMatch(/^The target must have values that float64 tells apart, .* nothing is left to learn; /);
  });
});

describe('a value of a test row that is much too far from the training rows', () => {
  const outlier = (row: number, value: number) => normal.map((usual, i) => (i === row ? value : usual));
  const { test } = standardized(normal);
  const row = test.rowIndex[3] as number;

  it('is refused in a feature, with its row', () => {
    for (const value of [1e300, -1e30, 1e17]) {
      expect(refusal(() => standardized(outlier(row, value)))).toMatch(
        new RegExp(`^Column feature 1 must be near its training rows' values, .* in row ${row + 1} that`),
      );
    }
    expect(refusal(() => standardized(outlier(row, 1e12)))).toBe('no refusal');
  });

  it('is refused in the target', () => {
    const x = sourceOf(normal);
    const y = columnVector(outlier(row, 1e300));
    expect(refusal(() => prepare({ x, y }, { ...split, standardizeTarget: true }))).toMatch(
      /^The target must be near its training rows' values, got 1e\+300, /,
    );
    expect(refusal(() => prepare({ x, y }, split))).toBe(
      'The target must be between -3.4e38 and 3.4e38 as it stands, got 1e+300; train with --standardize-target, or scale the column.',
    );
  });
});

it('a standardized target may be larger than a float32, but not so that its square is no double', () => {
  const x = sourceOf(normal);
  const { train, targets } = prepare(
    { x, y: columnVector(normal.map((value) => 1e100 * value)) },
    { ...split, standardizeTarget: true },
  );
  expectClose(
    train.y.values,
    prepare({ x, y: columnVector(normal) }, { ...split, standardizeTarget: true }).train.y.values,
    1e-6,
    1,
  );
  expect(targets[0]?.scale).toBeGreaterThan(1e99);
  for (const factor of [1e150, 1e-150]) {
    const y = columnVector(normal.map((value) => factor * value));
    expect(refusal(() => prepare({ x, y }, { ...split, standardizeTarget: true }))).toMatch(
      /^The target must have a deviation between 1e-140 and 1e\+140, .*; scale the column\.$/,
    );
  }
});
