/** The limits of a linear axis and the distance between its ticks; both limits are whole steps. */
export interface Limits {
  min: number;
  max: number;
  step: number;
}

const MARGIN = 0.03;
const STEPS = 8;
/** What differs by less than this, relative to its size, is one value to a double-precision axis. */
const SMALLEST_RANGE = 1e-12;
/** Below this, divisions of an axis come near the smallest numbers that there are. */
const SMALLEST = 1e-290;

/**
 * Limits around these values with a little room, on whole steps of 1, 2, 2.5 or 5 times a power of ten.
 *
 * @param values what is not finite among them is passed over; none at all give [0, 1]
 * @param also a value that must lie between the limits too
 */
export function limitsAround(values: ArrayLike<number>, also?: number): Limits {
  let low = also ?? Number.POSITIVE_INFINITY;
  let high = also ?? Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) [low, high] = [0, 1];
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (high - low <= Math.max(SMALLEST_RANGE * size, SMALLEST)) {
    const half = size > SMALLEST ? size / 2 : 0.5;
    [low, high] = [low - half, high + half];
  }
  const margin = MARGIN * (high - low);
  const rough = (high - low) / STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) as number);
  // Rounded, since Chart.js drops the tick beside a limit such as 1.2000000000000002.
  const times = (count: number) => Number((step * count).toPrecision(14));
  return {
    min: times(Math.floor((low - margin) / step)),
    max: times(Math.ceil((high + margin) / step)),
    step,
  };
}
