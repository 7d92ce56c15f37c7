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
/** What it costs beside to draw whether a unit's output is left out. */
const WORK_OF_A_DRAW = 400;
/** Wide enough to compute fast, so that the layers' outputs stay small. */
const MOST_EVALUATED = 8192;

/**
 * How many rows are taken at once by a model with so many parameters, on the current backend.
 *
 * @param dropped units of the layers whose outputs are left out at random in training
 */
export function rowsOfAPiece(
  parameters: number,
  dropped: readonly number[] = [],
): { trained: number; evaluated: number } {
  const work = tf.getBackend() === 'cpu' ? WORK_AT_ONCE_ON_CPU : WORK_AT_ONCE;
  // A step multiplies each weight by each row three times: forward, for the weight's gradient, and for the row's.
  const rows = (times: number, beside = WORK_BESIDE) =>
    Math.max(1, Math.floor(work / (times * parameters + beside)));
  const draws = dropped.reduce((sum, units) => sum + units, 0);
  return {
    trained: rows(3, WORK_BESIDE + WORK_OF_A_DRAW * draws),
    evaluated: Math.min(MOST_EVALUATED, rows(1)),
  };
}
