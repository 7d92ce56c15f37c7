/**
 * How many numbers a multi-layer perceptron trains: each unit has a weight for every input, and a bias.
 *
 * @param sizes units of each layer, inputs first and the output last
 */
export function parameterCount(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, units, i) => sum + units * ((sizes[i] as number) + 1), 0);
}
