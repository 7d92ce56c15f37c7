/** How values are spread: their mean and five quantiles. */
export interface Distribution {
  mean: number;
  q05: number;
  q25: number;
  q50: number;
  q75: number;
  q95: number;
}

/**
 * The mean and quantiles of at least one value; all NaN if one of them is. A quantile between two values is interpolated, as
 * numpy.quantile does. Sorts the values in place.
 */
export function distributionOf(values: Float64Array): Distribution {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  values.sort(); // NaN comes last, where a mean of NaN says that there is one
  const quantile = (part: number) => (Number.isNaN(sum) ? Number.NaN : quantileOf(values, part));
  return {
    mean: sum / values.length,
    q05: quantile(0.05),
    q25: quantile(0.25),
    q50: quantile(0.5),
    q75: quantile(0.75),
    q95: quantile(0.95),
  };
}

function quantileOf(sorted: Float64Array, part: number): number {
  const place = part * (sorted.length - 1);
  const below = sorted[Math.floor(place)] as number;
  const above = sorted[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}
