import type { RangeStep } from './rangeTest.js';
import { lagOf } from './smoothedLoss.js';

/** What a range test says. */
export interface RangeResult {
  /** The step at which the smoothed loss falls most steeply over the logarithm of the rate. */
  steepest: RangeStep;
  /** The step whose rate is suggested: as far before it as the smoothed loss lies behind the losses. */
  suggested: RangeStep;
  /** Whether the smoothed loss fell by so little that the choice of the rows may have made it fall. */
  isNoisy: boolean;
}

/** Of the steps, for the first: too few losses are in the mean yet, and chance would be the steepest. */
const LEFT_OUT = 0.2;
/** Of the steps, to each side of the one whose slope is measured: the least that chance in single batches allows. */
const SIDE = 1 / 16;
/** A fall of fewer deviations of the smoothed loss may be chance. */
const LEAST_FALL = 6;
/** Of the loss; less is rounding. */
const ROUNDING = 1e-6;

/**
 * The learning rate that a range test suggests; undefined if the loss never fell. The slope at a step is that of the least-squares
 * line through the smoothed losses of the steps around it.
 *
 * @param planned how many steps the test was to have
 * @param smoothing the decay of the smoothing's weights
 */
export function suggestRate(
  steps: readonly RangeStep[],
  planned: number,
  smoothing: number,
): RangeResult | undefined {
  const losses = steps.map(({ smoothedLoss }) => smoothedLoss).filter(Number.isFinite);
  const first = Math.ceil(LEFT_OUT * planned);
  const side = Math.max(1, Math.floor(SIDE * planned));
  const lowest = indexOfLowest(losses, first);
  let [steepest, slope] = [-1, 0];
  for (let i = first; i <= lowest; i++) {
    const own = slopeOf(losses.slice(Math.max(0, i - side), i + side + 1));
    if (own < slope) [steepest, slope] = [i, own];
  }
  if (steepest === -1) return undefined;
  const highest = losses.slice(first, lowest + 1).reduce((a, b) => Math.max(a, b));
  const fall = highest - (losses[lowest] as number);
  if (fall < ROUNDING * highest) return undefined;
  const at = (index: number) => steps[Math.max(0, index)] as RangeStep;
  return {
    steepest: at(steepest),
    suggested: at(steepest - lagOf(smoothing)),
    isNoisy: fall < LEAST_FALL * deviation(steps.slice(0, lowest + 1), smoothing),
  };
}

function indexOfLowest(losses: readonly number[], first: number): number {
  let lowest = first;
  for (let i = first; i < losses.length; i++) {
    if ((losses[i] as number) < (losses[lowest] as number)) lowest = i;
  }
  return Math.min(lowest, losses.length - 1);
}

/** By how much the values rise from one to the next, by least squares. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const products = values.reduce((sum, value, i) => sum + (i - middle) * value, 0);
  const squares = values.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  return products / squares;
}

/**
 * The deviation that the rows' choice gives the smoothed loss: that of the losses, which half the mean square of the differences
 * between neighbours tells without what rises and falls slowly, times what the mean leaves of it.
 */
function deviation(steps: readonly RangeStep[], smoothing: number): number {
  const squares = steps.slice(1).map(({ loss }, i) => (loss - (steps[i] as RangeStep).loss) ** 2);
  const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
  return Math.sqrt(((mean / 2) * (1 - smoothing)) / (1 + smoothing));
}
