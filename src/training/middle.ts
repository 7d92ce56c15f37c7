/** The median of ranked numbers: of an even count the mean of the two in the middle, not finite where one of these is not; NaN of none. */
export function middleOf(ranked: ArrayLike<number>): number {
  const middle = (ranked.length - 1) / 2;
  return ((ranked[Math.floor(middle)] as number) + (ranked[Math.ceil(middle)] as number)) / 2;
}
