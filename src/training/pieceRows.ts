import * as tf from '@tensorflow/tfjs';

/**
 * Multiplications with an addition that are done without a pause: a fraction of a second. Sizes alone decide how a step is
 * cut, never the time it takes, so that a run's numbers are the same on a slow machine. The limit lies far above a step of
 * the default job, 24 million, whose rows so stay together.
 */
const WORK_AT_ONCE = 2e9;
/** tfjs's plain JavaScript takes twenty times as long as the other backends. */
const WORK_AT_ONCE_ON_CPU = 1e8;

/** What a row costs beside the layers' products: it is copied, compared and counted. */
const WORK_BESIDE = 300;
/** Wide enough to compute fast, so that the layers' outputs stay small. */
const MOST_EVALUATED = 8192;

/** How many rows are taken at once by a model with so many parameters, on the current backend. */
export function rowsOfAPiece(parameters: number): { trained: number; evaluated: number } {
  const work = tf.getBackend() === 'cpu' ? WORK_AT_ONCE_ON_CPU : WORK_AT_ONCE;
  // A step multiplies each weight by each row three times: forward, for the weight's gradient, and for the row's.
  const rows = (times: number) => Math.max(1, Math.floor(work / (times * parameters + WORK_BESIDE)));
  return { trained: rows(3), evaluated: Math.min(MOST_EVALUATED, rows(1)) };
}
