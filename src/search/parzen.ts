import type { NumpyRandomState } from '../random/numpyRandomState.js';
import type { Code } from './drawing.js';
import { type Kernels, kernelsOf } from './kernels.js';
import type { Dimension } from './space.js';

/** Candidates by their dimensions' keys, [candidates] each. */
export type Candidates = ReadonlyMap<string, Float64Array>;

/**
 * A density over several dimensions (Parzen estimator): a mixture with a product of kernels for each trial, and the prior.
 *
 * @see Watanabe (2023), "Tree-Structured Parzen Estimator: Understanding Its Algorithm Components and Their Roles for Better
 *   Empirical Performance", sections 3.2 and 3.3, https://arxiv.org/abs/2304.11127
 */
export class ParzenEstimator {
  private readonly kernels: readonly Kernels[];
  /** [trials + 1] */
  private readonly weights: Float64Array;

  /** @param trials in their order, each with a code for every dimension */
  constructor(
    private readonly dimensions: readonly Dimension[],
    trials: readonly Readonly<Record<string, Code>>[],
  ) {
    this.kernels = dimensions.map((dimension) =>
      kernelsOf(
        dimension,
        Float64Array.from(trials, (codes) => codes[dimension.key] as Code),
      ),
    );
    this.weights = weightsOf(trials.length);
  }

  /** Draws so many candidates: a kernel for each, then all their choices, then all their numbers, dimension by dimension. */
  draw(random: NumpyRandomState, count: number): Candidates {
    const sums = cumulated(this.weights);
    const uniforms = () => Float64Array.from({ length: count }, () => random.uniform());
    const chosen = uniforms().map((uniform) => firstAbove(sums, uniform));
    const drawn = new Map<string, Float64Array>();
    const isChoice = ({ kind }: Dimension) => kind === 'categorical';
    const isNumber = (dimension: Dimension) => !isChoice(dimension);
    for (const isNext of [isChoice, isNumber]) {
      for (const [i, dimension] of this.dimensions.entries()) {
        if (!isNext(dimension)) continue;
        const kernels = this.kernels[i] as Kernels;
        drawn.set(
          dimension.key,
          uniforms().map((uniform, candidate) => kernels.draw(chosen[candidate] as number, uniform)),
        );
      }
    }
    return drawn;
  }

  /** The logarithm of the density at each candidate. */
  logDensities(candidates: Candidates, count: number): Float64Array {
    const { weights } = this;
    const n = weights.length;
    const logWeights = weights.map(Math.log);
    const sums = new Float64Array(count * n);
    for (const [i, { key }] of this.dimensions.entries()) {
      this.kernels[i]?.addLogDensities(candidates.get(key) as Float64Array, sums);
    }
    return Float64Array.from({ length: count }, (_, candidate) => {
      const own = sums.subarray(candidate * n, (candidate + 1) * n);
      let most = Number.NEGATIVE_INFINITY;
      for (let kernel = 0; kernel < n; kernel++) {
        own[kernel] = (own[kernel] as number) + (logWeights[kernel] as number);
        most = Math.max(most, own[kernel] as number);
      }
      if (most === Number.NEGATIVE_INFINITY) return most;
      let sum = 0;
      for (let kernel = 0; kernel < n; kernel++) sum += Math.exp((own[kernel] as number) - most);
      return Math.log(sum) + most;
    });
  }
}

/** How many trials, the latest, weigh as much as the prior. */
const FULL_WEIGHTS = 25;

/** Each kernel's part: the latest 25 and the prior have the same, those before them less the older they are. */
function weightsOf(trials: number): Float64Array {
  const old = trials - FULL_WEIGHTS;
  const step = old > 1 ? (1 - 1 / trials) / (old - 1) : 0;
  const weights = Float64Array.from({ length: trials + 1 }, (_, i) => {
    if (i >= old) return 1;
    return i > 0 && i === old - 1 ? 1 : 1 / trials + i * step;
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function cumulated(weights: Float64Array): Float64Array {
  let sum = 0;
  const sums = weights.map((weight) => {
    sum += weight;
    return sum;
  });
  return sums.map((each) => each / sum);
}

/** The first place whose sum is above a number in [0, 1). */
function firstAbove(sums: Float64Array, uniform: number): number {
  return sums.findIndex((sum) => sum > uniform);
}
