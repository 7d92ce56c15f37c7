import { badData } from '../errors.js';
import { formatNumber, formatText } from '../format.js';
import { FARTHEST } from './checkColumns.js';
import {
  around,
  type ColumnStatistics,
  columnStatistics,
  isLostInRounding,
  rowsOf,
} from './columnStatistics.js';
import { columnOf, type Matrix } from './matrix.js';

/** How a standardized target goes back to its own units: scale·output + mean. */
export interface TargetScale {
  mean: number;
  scale: number;
}

/** Beyond these a loss, which has the square of the deviation as its unit, could leave the doubles. */
const LEAST_DEVIATION = 1e-140;
const LARGEST_DEVIATION = 1e140;
const LARGEST_FLOAT32 = (2 - 2 ** -23) * 2 ** 127;

/**
 * Each target's mean and deviation, or 0 and 1 where they are not to be standardized.
 *
 * @param actual the training rows' targets: [rows, targets]
 * @param names the targets', for messages; one target goes unnamed
 * @throws AdamTrainError (exit code 3) if a target's differences are lost in float64, or its deviation's square would be
 */
export function fitTargets(actual: Matrix, standardizes: boolean, names?: readonly string[]): TargetScale[] {
  const statistics = columnStatistics(actual.columns, rowsOf(actual.values, actual.columns));
  return Array.from({ length: actual.columns }, (_, target) =>
    fitTarget(statistics, target, standardizes, theTarget(target, names)),
  );
}

function fitTarget(
  statistics: ColumnStatistics,
  target: number,
  standardizes: boolean,
  called: string,
): TargetScale {
  const mean = statistics.mean[target] as number;
  const deviation = statistics.deviation[target] as number;
  if (isLostInRounding(statistics, target)) {
    throw badData(
      `${called} must have values that float64 tells apart, got ${around(statistics, target)} in the training rows, so that nothing is left to learn; write its differences from a constant instead.`,
    );
  }
  if (!standardizes) return { mean: 0, scale: 1 };
  if (deviation !== 0 && !(deviation > LEAST_DEVIATION && deviation < LARGEST_DEVIATION)) {
    throw badData(
      `${called} must have a deviation between ${LEAST_DEVIATION} and ${LARGEST_DEVIATION}, so that its square is a number, got ${formatNumber(deviation)}; scale the column.`,
    );
  }
  return { mean, scale: deviation === 0 ? 1 : deviation };
}

/** What a sentence calls a target. */
function theTarget(target: number, names: readonly string[] = []): string {
  return names.length < 2 ? 'The target' : `The target ${formatText(names[target] as string)}`;
}

/**
 * The targets as the model sees them, in float32: [rows, targets]
 *
 * @param actual [rows, targets]
 * @throws AdamTrainError (exit code 3) if a value does not fit into a float32, or is much too far from the training rows'
 */
export function toModelUnits(
  { rows, columns, values: actual }: Matrix,
  targets: readonly TargetScale[],
  names?: readonly string[],
): Matrix<Float32Array> {
  const values = new Float32Array(actual.length);
  for (const [target, { mean, scale }] of targets.entries()) {
    const isRaw = scale === 1 && mean === 0;
    for (let i = target; i < actual.length; i += columns) {
      const value = actual[i] as number;
      const seen = (value - mean) / scale;
      values[i] = seen;
      if (Math.abs(seen) <= (isRaw ? LARGEST_FLOAT32 : FARTHEST)) continue;
      throw badData(
        isRaw
          ? `${theTarget(target, names)} must be between -3.4e38 and 3.4e38 as it stands, got ${value}; train with --standardize-target, or scale the column.`
          : `${theTarget(target, names)} must be near its training rows' values, got ${value}, which is more than 1e15 deviations of ${formatNumber(scale)} away; correct it, or leave the row out.`,
      );
    }
  }
  return { rows, columns, values };
}

/**
 * Refuses a target whose values are all one in float32, where the model could learn nothing of them.
 *
 * @param seen what the model sees: [rows, targets]
 * @param actual [rows, targets]
 * @throws AdamTrainError (exit code 3)
 */
export function checkTargets(seen: Matrix<Float32Array>, actual: Matrix, names?: readonly string[]): void {
  for (let target = 0; target < actual.columns; target++) {
    const values = columnOf(actual, target);
    const [first = 0] = values;
    if (columnOf(seen, target).some((value, _, all) => value !== all[0])) continue;
    if (values.every((value) => value === first)) continue;
    throw badData(
      `${theTarget(target, names)} must have different values in float32, got ${formatNumber(first)} and others too close to it in the training rows; train with --standardize-target.`,
    );
  }
}

/** The mean and the deviation of each target, whether it is standardized or not. */
export function targetSpreads({ columns, values }: Matrix): TargetScale[] {
  const { mean, deviation } = columnStatistics(columns, rowsOf(values, columns));
  return Array.from(mean, (one, target) => ({ mean: one, scale: deviation[target] as number }));
}

/**
 * How many of the units that losses are reported in are one that the model sees: the target's. Several targets have no unit in
 * common, and their losses are those that the model sees.
 */
export function lossScale(targets: readonly TargetScale[]): number {
  const [target] = targets;
  return target !== undefined && targets.length === 1 ? target.scale : 1;
}

/**
 * A network's outputs in the targets' own units, in double precision; without scaling they are the outputs to the bit.
 *
 * @param outputs [rows, targets]
 */
export function toTargetUnits(
  { rows, columns, values: outputs }: Matrix<Float32Array>,
  targets: readonly TargetScale[],
): Matrix {
  const values = Float64Array.from(outputs);
  for (const [target, { mean, scale }] of targets.entries()) {
    if (mean === 0 && scale === 1) continue;
    for (let i = target; i < values.length; i += columns) {
      values[i] = (values[i] as number) * scale + mean;
    }
  }
  return { rows, columns, values };
}
