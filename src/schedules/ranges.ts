import { UsageError } from '../errors.js';

interface Range {
  /** Completes the sentence "<option> must be …". */
  words: string;
  holds: (value: number) => boolean;
}

export const positiveWhole: Range = {
  words: 'a whole number >= 1',
  holds: (value) => Number.isSafeInteger(value) && value >= 1,
};

export const whole: Range = {
  words: 'a whole number >= 0',
  holds: (value) => Number.isSafeInteger(value) && value >= 0,
};

export const nonNegative: Range = {
  words: 'a finite number >= 0',
  holds: (value) => Number.isFinite(value) && value >= 0,
};

export const fraction: Range = { words: 'in [0, 1]', holds: (value) => value >= 0 && value <= 1 };
export const positiveFraction: Range = { words: 'in (0, 1]', holds: (value) => value > 0 && value <= 1 };
export const openFraction: Range = { words: 'inside (0, 1)', holds: (value) => value > 0 && value < 1 };
export const atLeastOne: Range = {
  words: 'a finite number >= 1',
  holds: (value) => Number.isFinite(value) && value >= 1,
};

/**
 * Checks a schedule's options, each against its range.
 *
 * @throws UsageError for the first that is outside
 */
export function checkRanges<Name extends string>(
  options: Readonly<Record<Name, number>>,
  ranges: Readonly<Partial<Record<Name, Range>>>,
): void {
  for (const [name, range] of Object.entries(ranges) as [Name, Range][]) {
    const value = options[name];
    if (!range.holds(value)) {
      throw new UsageError(`${name} must be ${range.words}, got ${value}; give it a value in this range.`);
    }
  }
}

/**
 * Checks that the lowest rate is not above the base rate, from which a schedule would then rise.
 *
 * @throws UsageError if it is
 */
export function checkLowest({ minLr, learningRate }: { minLr: number; learningRate: number }): void {
  if (minLr > learningRate) {
    throw new UsageError(
      `minLr must be at most learningRate, got ${minLr} with ${learningRate}; lower minLr or raise learningRate.`,
    );
  }
}
