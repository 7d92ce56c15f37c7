/** How a standardized target goes back to its own units: scale·output + mean. */
export interface TargetScale {
  mean: number;
  scale: number;
}

/**
 * A network's outputs in the target's own units, in double precision; without scaling they are the outputs to the bit.
 *
 * @param outputs [rows]
 */
export function toTargetUnits(outputs: Float32Array, { mean, scale }: TargetScale): Float64Array {
  if (mean === 0 && scale === 1) return Float64Array.from(outputs);
  return Float64Array.from(outputs, (output) => output * scale + mean);
}
