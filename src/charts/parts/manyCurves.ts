/**
 * Colours of many curves in one picture: at least 3:1 against white, and no two of them closer than 23 (CIE76) to any kind of
 * colour vision. The first is for the one in front.
 */
const manyColors = ['#0b3fd6', '#b8860b', '#882255', '#117733', '#6b3fa0', '#d1499b'] as const;

const dashes = [[], [9, 5], [2, 4]] as const;

/** The most curves that can still be told apart. */
export const MOST_CURVES = 12;

/** The look of one of many curves: each colour comes with whole lines first, then with dashes. */
export function manyCurvesStyle(index: number): { color: string; dash: readonly number[] } {
  return {
    color: manyColors[index % manyColors.length] as string,
    dash: dashes[Math.floor(index / manyColors.length) % dashes.length] as readonly number[],
  };
}
