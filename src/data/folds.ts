import { inTurns } from '../turns.js';
import type { Dataset } from './dataset.js';
import { foldsOf } from './kFold.js';
import { withKnownCategories } from './knownCategories.js';
import { type PreparedData, preparingParts } from './prepare.js';

/** Training rows that are each held out once. */
export interface Folds {
  count: number;
  /**
   * A fold's data: prepared by what is left of the training rows alone, with the fold as the test rows.
   *
   * @param fold from 0
   */
  prepare(fold: number): Promise<PreparedData>;
  release(): void;
}

/**
 * The folds of the training rows. Validation rows stay what they are.
 *
 * @param indices the rows of the parts
 */
export async function foldsIn(
  dataset: Dataset,
  { train, val }: { train: Int32Array; val?: Int32Array },
  { folds: count, seed, standardizeTarget }: { folds: number; seed: number; standardizeTarget: boolean },
): Promise<Folds> {
  const folds = await inTurns(foldsOf(train.length, count, seed));
  const rowsAt = (positions: Int32Array) => positions.map((position) => train[position] as number);
  return {
    count,
    async prepare(fold) {
      const { train: left, test } = folds[fold] as { train: Int32Array; test: Int32Array };
      const indices = { train: rowsAt(left), ...(val && { val }), test: rowsAt(test) };
      const known = await inTurns(withKnownCategories(dataset, indices.train));
      return inTurns(preparingParts(known, indices, standardizeTarget));
    },
    release: () => dataset.x.release?.(),
  };
}
