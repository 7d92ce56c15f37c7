import { formatCount } from '../../format.js';
import { type ChartedSweep, havingIt, type SweepDimension, type SweptTrial } from './chartedSweep.js';
import { explained } from './explained.js';

/** The two dimensions of a heatmap, the trials that have both, and why these two. */
export interface ChosenPair {
  x: SweepDimension;
  y: SweepDimension;
  trials: SweptTrial[];
  /** Empty where there are no others. */
  reason: string;
}

/** Of the trials, who should have both. */
const MOST_TRIALS = 0.5;

/**
 * The only two dimensions, or the two that explain most and that many trials have both of, such as not the settings of
 * different optimizers; categories, whose names take room, stand at the side.
 */
export function chosenPair({ dimensions, trials, metric: { better } }: ChartedSweep): ChosenPair | undefined {
  if (dimensions.length < 2) return undefined;
  const shares = explained(dimensions, trials, better);
  const ranked = shares
    .toSorted((a, b) => (b.share ?? -1) - (a.share ?? -1))
    .map(({ dimension }) => dimension);
  const pairs = ranked.flatMap((first, i) =>
    ranked
      .slice(i + 1)
      .map((second) => ({ pair: [first, second], own: havingIt(havingIt(trials, first), second) })),
  );
  const most = pairs.reduce((a, b) => (b.own.length > a.own.length ? b : a));
  const { pair, own } = pairs.find((each) => each.own.length >= MOST_TRIALS * trials.length) ?? most;
  // In the order in which they were given.
  const [first, second] = dimensions.filter((dimension) => pair.includes(dimension)) as [
    SweepDimension,
    SweepDimension,
  ];
  const isTurned = first.kind === 'category' && second.kind === 'number';
  const isKnown = shares.some(({ share }) => share !== undefined);
  const which = isKnown ? 'two that explain most' : 'first two';
  return {
    x: isTurned ? second : first,
    y: isTurned ? first : second,
    trials: own,
    reason: dimensions.length > 2 ? `the ${which} of ${formatCount(dimensions.length)} hyperparameters` : '',
  };
}
