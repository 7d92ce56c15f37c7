import { extent } from './yScale.js';

const COMPACT_FROM = 1e6;
const SCIENTIFIC_FROM = 1e15;
const SCIENTIFIC_BELOW = 1e-4;
/** Powers of ten come out of Math.pow a little too small or too large. */
const ROUNDING = 1e-9;

/** What numbers with too many zeros are counted in, the largest first. */
const units = [
  { size: 1e12, letter: 'T' },
  { size: 1e9, letter: 'B' },
  { size: 1e6, letter: 'M' },
];

/**
 * Writes the values of a linear axis's ticks, all of them in one way: 1,500 or 0.25 as a rule, 0.5M and 2.5M where digits would
 * run into each other, 5e-7 where zeros would.
 *
 * @param largest the largest absolute value on the axis
 * @param step the distance between ticks
 */
function tickFormat(largest: number, step: number): (value: number) => string {
  if (largest >= SCIENTIFIC_FROM || step < (1 - ROUNDING) * SCIENTIFIC_BELOW) {
    const digits = Math.min(6, Math.max(0, Math.ceil(Math.log10(largest / step))));
    return (value) => (value === 0 ? '0' : value.toExponential(digits));
  }
  const isCompact = largest >= COMPACT_FROM && largest / step < 100;
  const { size = 1, letter = '' } = (isCompact && units.find((unit) => largest >= unit.size)) || {};
  const format = new Intl.NumberFormat('en-US', {
    maximumFractionDigits: Math.max(0, Math.ceil(-Math.log10(step / size)) + 1),
  });
  return (value) => `${format.format(value / size)}${value === 0 ? '' : letter}`;
}

/** A linear axis's tick callback for Chart.js, which chooses the steps itself. */
export function linearTick(
  value: string | number,
  _index: number,
  ticks: readonly { value: number }[],
): string {
  const values = ticks.map((tick) => tick.value);
  const [first = 0, second = first + 1] = values;
  const step = Math.abs(second - first);
  const largest = Math.max(...values.map(Math.abs));
  // Steps that are no binary fractions leave a tiny remainder where zero should be; adding 0 takes the sign off -0.
  return tickFormat(largest, step)(Math.round(Number(value) / step) * step + 0);
}

/** The least and the greatest value of a log axis, and what is marked on it. */
export interface LogAxis {
  min: number;
  max: number;
  ticks: number[];
}

const MOST_POWERS = 10;

/**
 * A log axis around these values: it ends on 1, 2 or 5 times a power of ten, and marks those, or powers alone where there are
 * many, at equal distances.
 *
 * @param lowest > 0
 * @param highest >= lowest
 */
export function logAxis(lowest: number, highest: number): LogAxis {
  const bottom = Math.floor(Math.log10(lowest));
  const top = Math.ceil(Math.log10(highest));
  const powers = Array.from({ length: top - bottom + 2 }, (_, i) => 10 ** (bottom + i));
  const marks = powers.flatMap((power) => [power, 2 * power, 5 * power]);
  const min = marks.findLast((mark) => mark <= lowest) ?? lowest;
  const max = marks.find((mark) => mark >= highest && mark > min) ?? highest;
  const inside = marks.filter((mark) => mark >= min && mark <= max);
  if (inside.length <= MOST_POWERS) return { min, max, ticks: inside };
  const every = Math.ceil((top - bottom) / MOST_POWERS);
  const regular = powers.filter((_, i) => i % every === 0);
  const [from, to] = [
    regular.findLast((power) => power <= lowest) ?? min,
    regular.find((power) => power >= highest) ?? max,
  ];
  return { min: from, max: to, ticks: regular.filter((power) => power >= from && power <= to) };
}

/** Up to what ratio of the highest to the lowest a curve is a level line. */
const ONE_VALUE = 1.05;

/** A log axis around these values, with room where they are all but one value, which would lie on an edge. */
export function logAxisAround(values: readonly number[]): LogAxis {
  const { lowest, highest } = extent(values.filter((value) => value > 0));
  const room = highest < ONE_VALUE * lowest ? 2 : 1;
  return logAxis(lowest / room, highest * room);
}

/** Writes the values of a log axis's ticks, all of them in one way: 0.05 and 2,000, or 5e-7 and 1e-2. */
export function logTick(
  value: string | number,
  _index?: number,
  ticks: readonly { value: number }[] = [{ value: Number(value) }],
): string {
  const isPlain = ticks.every(
    (tick) => tick.value < COMPACT_FROM && tick.value >= (1 - ROUNDING) * SCIENTIFIC_BELOW,
  );
  return isPlain
    ? new Intl.NumberFormat('en-US', { maximumSignificantDigits: 1 }).format(Number(value))
    : Number(value).toExponential(0);
}
