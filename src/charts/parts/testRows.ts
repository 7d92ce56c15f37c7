import { NumpyRandomState } from '../../random/numpyRandomState.js';

const MOST_POINTS = 5000;

/** The rows whose points are drawn, in rising order: all, or a sample chosen by the seed where they are too many. */
export function sampleRows(rows: number, seed: number): ArrayLike<number> & Iterable<number> {
  return rows > MOST_POINTS
    ? new NumpyRandomState(seed).permutation(rows).subarray(0, MOST_POINTS).sort()
    : Array.from({ length: rows }, (_, row) => row);
}
