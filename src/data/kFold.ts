import { NumpyRandomState } from '../random/numpyRandomState.js';
import type { Work } from '../turns.js';
import type { Split } from './trainTestSplit.js';

/**
 * Cuts the rows 0 … rows − 1 into folds, each of which is the test set once: scikit-learn's
 * `KFold(folds, shuffle=True, random_state=seed)`. The first folds get one row more where they do not come out even, and all parts
 * keep the rows' order.
 *
 * @param folds from 2 to the number of rows
 */
export function* foldsOf(rows: number, folds: number, seed: number): Work<Split[]> {
  const order = yield* new NumpyRandomState(seed).permute(rows);
  const foldOf = new Int32Array(rows);
  for (let fold = 0, start = 0; fold < folds; fold++) {
    const end = start + Math.floor(rows / folds) + (fold < rows % folds ? 1 : 0);
    for (const row of order.subarray(start, end)) foldOf[row] = fold;
    start = end;
  }
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  return Array.from({ length: folds }, (_, fold) => ({
    train: all.filter((row) => foldOf[row] !== fold),
    test: all.filter((row) => foldOf[row] === fold),
  }));
}
