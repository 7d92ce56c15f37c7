/** A chart's vertical scale; `auto` is log when the values span more than 20x. */
export const yScales = ['auto', 'linear', 'log'] as const;
export type YScale = (typeof yScales)[number];

/** From what ratio of the highest value to the lowest on a linear axis lets curves lie flat upon zero. */
export const LOG_FROM_RATIO = 20;

/**
 * Log when asked for, or when the values span so much that a linear axis would flatten the end of the curves.
 *
 * @param values finite
 */
export function verticalScale(values: readonly number[], yScale: YScale): 'linear' | 'logarithmic' {
  const { lowest, highest } = extent(values);
  if (yScale === 'linear' || highest <= 0) return 'linear';
  return yScale === 'log' || (lowest > 0 && highest / lowest > LOG_FROM_RATIO) ? 'logarithmic' : 'linear';
}

/** The lowest and the highest of these values; infinite if there are none. */
export function extent(values: readonly number[]): { lowest: number; highest: number } {
  return {
    lowest: values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    highest: values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  };
}
