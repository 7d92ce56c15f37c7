/** The chosen trials' dashes by their looks, which differ without colour too; the colours are the style's --look0 and on. */
export const dashes: readonly (readonly number[])[] = [
  [],
  [8, 5],
  [2, 3],
  [10, 4, 2, 4],
  [16, 4],
  [5, 3],
  [2, 6],
  [10, 3, 2, 3, 2, 3],
];
