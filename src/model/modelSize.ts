import { UsageError } from '../errors.js';
import { formatCount } from '../format.js';

/** Units of each layer, the features first and the targets last. */
export function layerSizes(features: number, hidden: readonly number[], targets: number): number[] {
  return [features, ...hidden, targets];
}

/**
 * How many numbers a multi-layer perceptron trains: each unit has a weight for every input, and a bias.
 *
 * @param sizes units of each layer, inputs first and the output last
 */
export function parameterCount(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, units, i) => sum + units * ((sizes[i] as number) + 1), 0);
}

/** More would train for nothing: a signal does not come through so many layers. */
const MOST_LAYERS = 1000;
const MOST_PARAMETERS = 100_000_000;

/**
 * Refuses a model that no machine's memory would hold, before anything is allocated.
 *
 * @param features columns of the data; undefined as long as they are not known
 * @param targets what it predicts of a row
 * @param name what the sentence calls the setting
 * @throws UsageError if it has too many layers or parameters
 */
export function checkModelSize(
  { features, hidden, targets }: { features: number | undefined; hidden: readonly number[]; targets: number },
  name: string,
): void {
  if (hidden.length > MOST_LAYERS) {
    throw new UsageError(
      `${name} must have at most ${formatCount(MOST_LAYERS)} layers, got ${formatCount(hidden.length)}; use fewer.`,
    );
  }
  const parameters = parameterCount(layerSizes(features ?? 1, hidden, targets));
  if (parameters <= MOST_PARAMETERS) return;
  const words = `${features === undefined ? 'at least ' : ''}${formatCount(parameters)}`;
  throw new UsageError(
    `${name} must give at most ${formatCount(MOST_PARAMETERS)} parameters, got ${words}; use smaller layers.`,
  );
}
