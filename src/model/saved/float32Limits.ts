import { featureNames } from '../../data/columns.js';
import type { TargetScale } from '../../data/targetScale.js';
import type { SavedModel } from './savedModel.js';

/** What rounding to float32 may take of a column's deviation without a word. */
const COARSE = 1e-4;
const LEAST_NORMAL = 2 ** -126;
const LARGEST = (2 - 2 ** -23) * 2 ** 127;

/** Columns that an exported model cannot have as they are, because it takes and gives float32. */
export interface Float32Limits {
  /** Features that float32 rounds by more than a ten-thousandth of their deviation. */
  coarse: string[];
  /** Features that are too large or too small for a float32. */
  outside: string[];
  /** Targets of the first kind. */
  coarseTargets: string[];
}

/** What float32 takes from a model's columns, judged by their means and deviations. */
export function float32Limits({ columns, scaler, targets }: SavedModel): Float32Limits {
  const names = featureNames(columns);
  const about = names.map((name, i) => ({ name, mean: at(scaler.mean, i), scale: at(scaler.scale, i) }));
  const isOutside = ({ mean, scale }: { mean: number; scale: number }) =>
    Math.abs(mean) + scale > LARGEST || scale < LEAST_NORMAL;
  const outside = about.filter(isOutside);
  const coarse = about.filter((column) => !isOutside(column) && isCoarse(column));
  return {
    coarse: coarse.map(({ name }) => name),
    outside: outside.map(({ name }) => name),
    coarseTargets: columns.targets.filter((_, i) => isCoarse(targets[i] as TargetScale)),
  };
}

/** Whether half the distance between float32 numbers at the mean is much of the deviation. */
function isCoarse({ mean, scale }: { mean: number; scale: number }): boolean {
  const size = Math.max(Math.abs(mean), scale);
  const spacing = 2 ** (Math.max(Math.floor(Math.log2(size)), -126) - 23);
  return spacing / 2 > COARSE * scale;
}

function at(values: Float64Array, index: number): number {
  return values[index] as number;
}
