import type { NumpyRandomState } from '../random/numpyRandomState.js';
import type { Dimension, NumberRange } from './space.js';

/** A drawn value: a range's number, or a choice's place among the values. */
export type Code = number;

/** What a trial shows of a dimension's code. */
export function decode(dimension: Dimension, code: Code): unknown {
  return dimension.kind === 'categorical' ? dimension.values[code] : code;
}

/** The only code that a dimension has, which needs no draw; undefined where there are more. */
export function onlyCode(dimension: Dimension): Code | undefined {
  if (dimension.kind === 'categorical') return dimension.values.length === 1 ? 0 : undefined;
  const { low, high, step } = dimension;
  return low === high || (step !== null && step > high - low) ? low : undefined;
}

/** A range's ends on the scale on which it is drawn; a stepped one reaches half a step further, so that its ends are no rarer. */
export function ends({ low, high, log, step }: NumberRange): { low: number; high: number } {
  const half = (step ?? 0) / 2;
  const scaled = log ? Math.log : (x: number) => x;
  return { low: scaled(low - half), high: scaled(high + half) };
}

/** The range's value for a number on its scale; what rounding carried out of the range is put back. */
export function valueAt(range: NumberRange, scaled: number): number {
  const { low, high, log, step } = range;
  const value = log ? Math.exp(scaled) : scaled;
  const stepped = step === null ? value : withoutTail(low + Math.round((value - low) / step) * step);
  return Math.min(Math.max(stepped, low), high);
}

/** 0.3 for 0.1 · 3, which is 0.30000000000000004. */
export function withoutTail(sum: number): number {
  return Number.isInteger(sum) ? sum : Number(sum.toPrecision(12));
}

/**
 * A uniform draw as Optuna's RandomSampler makes it: of a choice the largest of a number for each value, of a range a place on its
 * scale.
 *
 * @see Bergstra & Bengio (2012), "Random Search for Hyper-Parameter Optimization"
 */
export function drawUniformly(random: NumpyRandomState, dimension: Dimension): Code {
  if (dimension.kind === 'categorical') {
    const numbers = dimension.values.map(() => random.uniform());
    return numbers.indexOf(Math.max(...numbers));
  }
  const { low, high } = ends(dimension);
  return valueAt(dimension, low + (high - low) * random.uniform());
}
