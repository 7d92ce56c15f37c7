import { type Code, ends, valueAt } from './drawing.js';
import { cutQuantile, logDensity, logMass } from './normal.js';
import type { Categorical, Dimension, NumberRange } from './space.js';

/**
 * A density of one dimension: a kernel on each observation, and a last one, the prior, that covers all of it. How much each weighs is
 * said elsewhere, as one kernel of all dimensions together belongs to a trial.
 */
export interface Kernels {
  /** A value from a kernel by a uniform number. */
  draw(kernel: number, uniform: number): Code;
  /** Adds the logarithm of each kernel's density at each value: to sums[value · kernels + kernel]. */
  addLogDensities(values: Float64Array, sums: Float64Array): void;
}

/** @param observed codes, [trials] */
export function kernelsOf(dimension: Dimension, observed: Float64Array): Kernels {
  return dimension.kind === 'categorical'
    ? choiceKernels(dimension, observed)
    : rangeKernels(dimension, observed);
}

/** A kernel has its observation's choice 1 + 1/n, the others 1/n, for n kernels; the prior all alike. */
function choiceKernels({ values: choices }: Categorical, observed: Float64Array): Kernels {
  const count = observed.length + 1;
  const total = choices.length / count + 1;
  const [own, other, prior] = [(1 / count + 1) / total, 1 / count / total, 1 / choices.length];
  const [logOwn, logOther, logPrior] = [Math.log(own), Math.log(other), Math.log(prior)];
  return {
    draw: (kernel, uniform) => {
      const chosen = observed[kernel];
      let sum = 0;
      for (let choice = 0; choice < choices.length - 1; choice++) {
        sum += chosen === undefined ? prior : choice === chosen ? own : other;
        if (sum >= uniform) return choice;
      }
      return choices.length - 1;
    },
    addLogDensities: (values, sums) => {
      for (const [i, value] of values.entries()) {
        const start = i * count;
        for (let kernel = 0; kernel < count - 1; kernel++) {
          (sums[start + kernel] as number) += observed[kernel] === value ? logOwn : logOther;
        }
        (sums[start + count - 1] as number) += logPrior;
      }
    },
  };
}

/** Normal distributions, cut off at the range's ends, on its scale. */
function rangeKernels(range: NumberRange, observed: Float64Array): Kernels {
  const { low, high } = ends(range);
  const { mus, sigmas } = placed(range.log ? observed.map(Math.log) : observed, low, high);
  const count = mus.length;
  const lows = mus.map((mu, i) => (low - mu) / (sigmas[i] as number));
  const highs = mus.map((mu, i) => (high - mu) / (sigmas[i] as number));
  return {
    draw: (kernel, uniform) => {
      const place = cutQuantile(uniform, lows[kernel] as number, highs[kernel] as number);
      return valueAt(range, place * (sigmas[kernel] as number) + (mus[kernel] as number));
    },
    addLogDensities: (values, sums) => {
      const reckoned = alike(mus, sigmas);
      const masses = reckoned((kernel) => logMass(lows[kernel] as number, highs[kernel] as number));
      if (range.step === null) {
        const scaled = range.log ? values.map(Math.log) : values;
        const constants = masses.map((mass, i) => logDensity(0) - mass - Math.log(sigmas[i] as number));
        for (const [i, x] of scaled.entries()) {
          for (let kernel = 0; kernel < count; kernel++) {
            const z = (x - (mus[kernel] as number)) / (sigmas[kernel] as number);
            (sums[i * count + kernel] as number) += (constants[kernel] as number) - (z * z) / 2;
          }
        }
        return;
      }
      for (const value of new Set(values)) {
        const { low: left, high: right } = ends({ ...range, low: value, high: value });
        const own = reckoned((kernel) => {
          const [mu, sigma] = [mus[kernel] as number, sigmas[kernel] as number];
          return logMass((left - mu) / sigma, (right - mu) / sigma);
        });
        for (const [i, x] of values.entries()) {
          if (x !== value) continue;
          for (let kernel = 0; kernel < count; kernel++) {
            (sums[i * count + kernel] as number) += (own[kernel] as number) - (masses[kernel] as number);
          }
        }
      }
    },
  };
}

/**
 * Each kernel's centre and spread: the larger of the ways to its neighbours, the ends' own to their one neighbour, and not so
 * small that the search would stick to it. The prior stands in the middle and is as wide as the range.
 */
function placed(
  observed: Float64Array,
  low: number,
  high: number,
): { mus: Float64Array; sigmas: Float64Array } {
  const n = observed.length;
  const width = high - low;
  const mus = new Float64Array([...observed, 0.5 * (low + high)]);
  const sigmas = new Float64Array(n + 1).fill(width);
  // Of equal ones the earlier trial is the left one.
  const order = Array.from(observed.keys()).sort(
    (a, b) => (observed[a] as number) - (observed[b] as number) || a - b,
  );
  const at = (place: number) =>
    place < 0 ? low : place >= n ? high : (observed[order[place] as number] as number);
  const least = width / Math.min(100, n + 2);
  for (const [place, i] of order.entries()) {
    const [left, right] = [at(place) - at(place - 1), at(place + 1) - at(place)];
    const way = n > 1 && place === 0 ? right : n > 1 && place === n - 1 ? left : Math.max(left, right);
    sigmas[i] = Math.min(Math.max(way, least), width);
  }
  return { mus, sigmas };
}

/** Reckons a value for each kernel, once for those that are equal: whole numbers' are, mostly. */
function alike(
  mus: Float64Array,
  sigmas: Float64Array,
): (reckon: (kernel: number) => number) => Float64Array {
  const firsts = new Map<number, Map<number, number>>();
  const firstOf = Int32Array.from(mus, (mu, kernel) => {
    const same = firsts.get(mu) ?? new Map<number, number>();
    firsts.set(mu, same);
    const first = same.get(sigmas[kernel] as number) ?? kernel;
    same.set(sigmas[kernel] as number, first);
    return first;
  });
  return (reckon) => {
    const values = new Float64Array(mus.length);
    for (const [kernel, first] of firstOf.entries()) {
      values[kernel] = first === kernel ? reckon(kernel) : (values[first] as number);
    }
    return values;
  };
}
