// Losses and what they send back to the predictions, in float64. Their numbers are those of src/kernels/lossArithmetic.ts; d is
// the difference p − a.

const MAE: i32 = 1;
const HUBER: i32 = 2;
const SMOOTH_L1: i32 = 3;

/** The mean of the loss over all elements. */
export function lossMean(loss: i32, parameter: f64, predicted: usize, actual: usize, size: i32): f64 {
  let sum: f64 = 0;
  for (let i: i32 = 0; i < size; i++) sum += valueOf(loss, parameter, differenceAt(predicted, actual, i));
  return sum / size;
}

/** d = factor·slope */
export function lossGradient(
  loss: i32,
  parameter: f64,
  predicted: usize,
  actual: usize,
  factor: f64,
  d: usize,
  size: i32,
): void {
  for (let i: i32 = 0; i < size; i++) {
    const slope = slopeOf(loss, parameter, differenceAt(predicted, actual, i));
    store<f32>(d + (i << 2), <f32>(factor * slope));
  }
}

@inline
function differenceAt(predicted: usize, actual: usize, i: i32): f64 {
  return <f64>load<f32>(predicted + (i << 2)) - <f64>load<f32>(actual + (i << 2));
}

@inline
function valueOf(loss: i32, parameter: f64, d: f64): f64 {
  if (loss == MAE) return abs(d);
  if (loss == HUBER) return abs(d) < parameter ? 0.5 * d * d : parameter * (abs(d) - 0.5 * parameter);
  if (loss == SMOOTH_L1) return abs(d) < parameter ? (0.5 * d * d) / parameter : abs(d) - 0.5 * parameter;
  return d * d;
}

@inline
function slopeOf(loss: i32, parameter: f64, d: f64): f64 {
  // NaN goes through: it is neither above nor below 0, and the least and the greatest of it are NaN.
  if (loss == MAE) return d > 0 ? 1 : d < 0 ? -1 : d;
  if (loss == HUBER) return min(max(d, -parameter), parameter);
  if (loss == SMOOTH_L1) return min(max(d, -parameter), parameter) / parameter;
  return 2 * d;
}
