import { badData } from '../errors.js';
import { formatNumber } from '../format.js';
import { FARTHEST } from './checkColumns.js';
import { around, columnStatistics, isLostInRounding, rowsOf } from './columnStatistics.js';

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
 * The target's mean and deviation, or 0 and 1 where it is not to be standardized.
 *
 * @param actual the training rows' target: [rows]
 * @throws AdamTrainError (exit code 3) if its differences are lost in float64, or its deviation's square would be
 */
export function fitTarget(actual: Float64Array, standardizes: boolean): TargetScale {
  const statistics = columnStatistics(1, rowsOf(actual, 1));
  const mean = statistics.mean[0] as number;
  const deviation = statistics.deviation[0] as number;
  if (isLostInRounding(statistics, 0)) {
    throw badData(
      `The target must have values that float64 tells apart, got ${around(statistics, 0)} in the training rows, so that nothing is left to learn; write its differences from a constant instead.`,
    );
  }
  if (!standardizes) return { mean: 0, scale: 1 };
  if (deviation !== 0 && !(deviation > LEAST_DEVIATION && deviation < LARGEST_DEVIATION)) {
    throw badData(
      `The target's deviation must be between ${LEAST_DEVIATION} and ${LARGEST_DEVIATION}, so that its square is a number, got ${formatNumber(deviation)}; scale the column.`,
    );
  }
  return { mean, scale: deviation === 0 ? 1 : deviation };
}

/**
 * The target as the model sees it, in float32: [rows]
 *
 * @param actual [rows]
 * @throws AdamTrainError (exit code 3) if a value does not fit into a float32, or is much too far from the training rows'
 */
export function toModelUnits(actual: Float64Array, { mean, scale }: TargetScale): Float32Array {
  const isRaw = scale === 1 && mean === 0;
  const seen = Float32Array.from(actual, (value) => (value - mean) / scale);
  const lost = seen.findIndex((value) => !(Math.abs(value) <= (isRaw ? LARGEST_FLOAT32 : FARTHEST)));
  if (lost < 0) return seen;
  const value = actual[lost] as number;
  throw badData(
    isRaw
      ? `The target must be between -3.4e38 and 3.4e38 as it stands, got ${value}; train with --standardize-target, or scale the column.`
      : `The target must be near its training rows' values, got ${value}, which is more than 1e15 deviations of ${formatNumber(scale)} away; correct it, or leave the row out.`,
  );
}

/**
 * Refuses a target whose values are all one in float32, where the model could learn nothing of them.
 *
 * @param seen what the model sees: [rows]
 * @param actual [rows]
 * @throws AdamTrainError (exit code 3)
 */
export function checkTarget(seen: Float32Array, actual: Float64Array): void {
  const [first = 0] = actual;
  if (seen.some((value) => value !== seen[0]) || actual.every((value) => value === first)) return;
  throw badData(
    `The target must have different values in float32, got ${formatNumber(first)} and others too close to it in the training rows; train with --standardize-target.`,
  );
}

/** The mean and the deviation of a target, whether it is standardized or not. */
export function targetSpread(actual: Float64Array): TargetScale {
  const { mean, deviation } = columnStatistics(1, rowsOf(actual, 1));
  return { mean: mean[0] as number, scale: deviation[0] as number };
}

/**
 * A network's outputs in the target's own units, in double precision; without scaling they are the outputs to the bit.
 *
 * @param outputs [rows]
 */
export function toTargetUnits(outputs: Float32Array, { mean, scale }: TargetScale): Float64Array {
  if (mean === 0 && scale === 1) return Float64Array.from(outputs);
  return Float64Array.from(outputs, (output) => output * scale + mean);
}
