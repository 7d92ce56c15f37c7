// Losses and what they send back to the predictions, in float64.

/** The mean of (p − a)² */
export function meanSquaredError(predicted: usize, actual: usize, size: i32): f64 {
  let sum: f64 = 0;
  for (let i: i32 = 0; i < size; i++) {
    const difference = <f64>load<f32>(predicted + (i << 2)) - <f64>load<f32>(actual + (i << 2));
    sum += difference * difference;
  }
  return sum / size;
}

/** d = factor·(p − a) */
export function meanSquaredErrorGradient(
  predicted: usize,
  actual: usize,
  factor: f64,
  d: usize,
  size: i32,
): void {
  for (let i: i32 = 0; i < size; i++) {
    const difference = <f64>load<f32>(predicted + (i << 2)) - <f64>load<f32>(actual + (i << 2));
    store<f32>(d + (i << 2), <f32>(factor * difference));
  }
}
