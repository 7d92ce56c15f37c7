import { NumpyRandomState } from '../random/numpyRandomState.js';
import { type Code, drawUniformly } from './drawing.js';
import { isFinished, type Observed, splitTrials } from './history.js';
import { ParzenEstimator } from './parzen.js';
import type { Dimension } from './space.js';

/** What draws the trials of a search. */
export interface Method {
  /** Whether it looks at the trials before; what does not is given none. */
  readonly learns: boolean;
  /** What is drawn jointly before anything is asked for. */
  drawTogether(dimensions: readonly Dimension[], trials: readonly Observed[]): Record<string, Code>;
  /** A dimension that is asked for and was not drawn with the others. */
  drawAlone(dimension: Dimension, trials: readonly Observed[]): Code;
}

/** Draws each dimension by itself, whatever the trials before gave. */
export function randomSearch(seed: number): Method {
  const random = new NumpyRandomState(seed);
  return {
    learns: false,
    drawTogether: () => ({}),
    drawAlone: (dimension) => drawUniformly(random, dimension),
  };
}

/** Finished trials before which draws are uniform. */
const STARTUP_TRIALS = 10;
const CANDIDATES = 24;

/** How many of the finished trials are the best ones: a tenth, at most 25. */
function bestCount(finished: number): number {
  return Math.min(Math.ceil(0.1 * finished), 25);
}

/**
 * The tree-structured Parzen estimator, as Optuna 5's TPESampler draws with multivariate=True and constant_liar=True. The trials so
 * far are split into the best and the others; a density of the best gives candidates, and the one is taken whose density among the
 * best is highest against that among the others. What all finished trials have is drawn jointly, the rest one by one.
 *
 * @see Bergstra, Bardenet, Bengio & Kégl (2011), "Algorithms for Hyper-Parameter Optimization", section 4
 * @see Watanabe (2023), https://arxiv.org/abs/2304.11127
 */
export function treeParzenSearch(seed: number): Method {
  const random = new NumpyRandomState(seed);
  // The first draws come from a stream of the same seed beside the one of the candidates.
  const startup = randomSearch(seed);
  const isStarting = (trials: readonly Observed[]) => trials.filter(isFinished).length < STARTUP_TRIALS;
  return {
    learns: true,
    drawTogether: (dimensions, trials) => {
      if (isStarting(trials)) return {};
      const finished = trials.filter(isFinished);
      const shared = dimensions.filter(({ key }) => finished.every(({ codes }) => Object.hasOwn(codes, key)));
      shared.sort((a, b) => (a.key < b.key ? -1 : 1));
      return shared.length === 0 ? {} : drawBest(random, shared, trials);
    },
    drawAlone: (dimension, trials) =>
      isStarting(trials)
        ? startup.drawAlone(dimension, trials)
        : (drawBest(random, [dimension], trials)[dimension.key] as Code),
  };
}

function drawBest(
  random: NumpyRandomState,
  dimensions: readonly Dimension[],
  trials: readonly Observed[],
): Record<string, Code> {
  const { below, above } = splitTrials(trials, bestCount(trials.filter(isFinished).length));
  const [good, bad] = [below, above].map((side) => {
    const codes = side.map((trial) => trial.codes);
    const have = codes.filter((own) => dimensions.every(({ key }) => Object.hasOwn(own, key)));
    return new ParzenEstimator(dimensions, have);
  }) as [ParzenEstimator, ParzenEstimator];
  const candidates = good.draw(random, CANDIDATES);
  const likelihoods = good.logDensities(candidates, CANDIDATES);
  const gains = bad
    .logDensities(candidates, CANDIDATES)
    .map((other, i) => (likelihoods[i] as number) - other);
  const best = firstHighest(gains);
  return Object.fromEntries(Array.from(candidates, ([key, codes]) => [key, codes[best] as Code]));
}

/**
 * The first of the highest gains. Choices often have equal ones, which rounding would tell apart in another way on another machine;
 * where neither density has anything, their quotient is no number.
 */
function firstHighest(gains: Float64Array): number {
  const most = gains.reduce((highest, gain) => (gain > highest ? gain : highest), Number.NEGATIVE_INFINITY);
  return Math.max(
    0,
    gains.findIndex((gain) => gain >= most - 1e-10),
  );
}
