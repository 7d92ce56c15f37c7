import { checkArgument } from '../settings/arguments.js';
import { positiveWhole } from '../settings/numbers.js';
import type { Matrix } from './matrix.js';
import type { StandardScaler } from './standardScaler.js';

/** @throws UsageError if it is no matrix of at least one row and column, or its values are not as many as its rows and columns say */
export function checkMatrix(name: string, x: Matrix<Float32Array | Float64Array>): void {
  checkArgument(name, x, {
    words: 'a matrix { rows, columns, values }',
    holds: (value) => typeof value === 'object' && value !== null,
  });
  checkArgument(`${name}.rows`, x.rows, positiveWhole);
  checkArgument(`${name}.columns`, x.columns, positiveWhole);
  checkArgument(`${name}.values`, x.values, {
    words: `a Float64Array or Float32Array of ${x.rows} times ${x.columns} values`,
    holds: (value) => isFloats(value) && value.length === x.rows * x.columns,
  });
}

/** @throws UsageError if it is no scaler of so many columns */
export function checkScaler(scaler: StandardScaler, columns: number): void {
  const { mean, scale } = scaler ?? {};
  checkArgument('scaler.mean', mean, {
    words: `${columns} finite numbers`,
    holds: (value) => isFloats(value) && value.length === columns && value.every(Number.isFinite),
  });
  checkArgument('scaler.scale', scale, {
    words: `${columns} finite numbers > 0`,
    holds: (value) =>
      isFloats(value) && value.length === columns && value.every((each) => each > 0 && Number.isFinite(each)),
  });
}

function isFloats(value: unknown): value is Float32Array | Float64Array {
  return value instanceof Float64Array || value instanceof Float32Array;
}
