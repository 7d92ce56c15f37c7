import { extent } from '../parts/yScale.js';
import { havingIt, type SweepDimension, type SweptTrial } from './chartedSweep.js';
import { type NumberAxis, numberAxis, numberLabel, ownTicksAxis, type Tick } from './numberAxis.js';
import { compareValues, isNumberOf, valueText } from './values.js';

/** Where the values of a dimension stand: numbers on a scale, all else in columns, which are left of the numbers if there are both. */
export interface Places {
  min: number;
  max: number;
  ticks: readonly Tick[];
  /** Between the columns and the numbers, where there are both. */
  divider: number | undefined;
  /** Undefined where the axis has no place for the value. */
  place: (value: unknown) => number | undefined;
  /** How far what shares a place may be moved to either side. */
  room: (at: number) => number;
}

type Cut = (name: string) => string;

interface Counted {
  value: unknown;
  count: number;
}

const MOST_COLUMNS = 20;
const OTHERS = 'others';
/** Of a column's width, or of the distance between numbers. */
const ROOM = 0.28;
/** A column's width, of the numbers' span. */
const COLUMN = 0.16;
/** Of the numbers' span, at most. */
const NUMBERS_ROOM = 0.02;
/** Up to so many numbers each has its own tick, if they are so far apart. */
const MOST_OWN_TICKS = 6;
const LEAST_BETWEEN = 0.12;

/**
 * Where the values that a dimension has in these trials stand.
 *
 * @param cut makes a name as short as there is room for below a column
 */
export function placesOf(dimension: SweepDimension, trials: readonly SweptTrial[], cut: Cut): Places {
  const distinct = countedValues(dimension, trials);
  const columns = columnsOf(
    distinct.filter(({ value }) => !isNumberOf(dimension, value)),
    cut,
  );
  const numbers = distinct.map(({ value }) => value).filter((value) => isNumberOf(dimension, value));
  if (numbers.length === 0) return columns;
  return besides(columns, numbersOf(numbers, dimension.log), (value) => isNumberOf(dimension, value));
}

/** A column for each value of a dimension, numbers too. */
export function columnPlaces(dimension: SweepDimension, trials: readonly SweptTrial[], cut: Cut): Places {
  return columnsOf(countedValues(dimension, trials), cut);
}

/** The values that a dimension has, in their order, and how many trials have each. */
export function countedValues(dimension: SweepDimension, trials: readonly SweptTrial[]): Counted[] {
  const counts = new Map<string, Counted>();
  for (const { values } of havingIt(trials, dimension)) {
    const value = values[dimension.key];
    const known = counts.get(valueText(value));
    if (known === undefined) counts.set(valueText(value), { value, count: 1 });
    else known.count++;
  }
  return [...counts.values()].sort((a, b) => compareValues(a.value, b.value));
}

/** A column for each value at 0, 1, 2 …; of many for the commonest, and one for all others. */
function columnsOf(values: readonly Counted[], cut: Cut): Places {
  const hasOthers = values.length > MOST_COLUMNS;
  const commonest = values.toSorted((a, b) => b.count - a.count).slice(0, MOST_COLUMNS - 1);
  const shown = hasOthers ? values.filter((value) => commonest.includes(value)) : values;
  const columns = new Map(shown.map(({ value }, i) => [valueText(value), i]));
  const names = shown.map(({ value }) =>
    typeof value === 'number' ? numberLabel(value) : cut(valueText(value)),
  );
  const labels = hasOthers ? [...names, OTHERS] : names;
  return {
    min: -0.5,
    max: Math.max(1, labels.length) - 0.5,
    ticks: labels.map((label, at) => ({ at, label })),
    divider: undefined,
    place: (value) => columns.get(valueText(value)) ?? (hasOthers ? shown.length : undefined),
    room: () => ROOM,
  };
}

/** @param values by rising size, one at least */
function numbersOf(values: readonly number[], log: boolean): NumberAxis & { room: number } {
  const ats = values.map((value) => (log ? Math.log10(value) : value));
  const { lowest, highest } = extent(ats);
  const gaps = ats.slice(1).map((at, i) => at - (ats[i] as number));
  const gap = gaps.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const isFew = values.length <= MOST_OWN_TICKS && gap >= LEAST_BETWEEN * (highest - lowest);
  const axis = isFew ? ownTicksAxis(values, log) : numberAxis(values, log);
  return { ...axis, room: Math.min(ROOM * gap, NUMBERS_ROOM * (axis.max - axis.min)) };
}

/** The columns and, to the right of them, the numbers, in the numbers' coordinates. */
function besides(
  columns: Places,
  numbers: NumberAxis & { room: number },
  isNumber: (value: unknown) => value is number,
): Places {
  const width = COLUMN * (numbers.max - numbers.min);
  const { length } = columns.ticks;
  const moved = (column: number) => numbers.min + (column + 0.5 - length) * width;
  return {
    min: numbers.min - length * width,
    max: numbers.max,
    ticks: [...columns.ticks.map(({ at, label }) => ({ at: moved(at), label })), ...numbers.ticks],
    divider: length > 0 ? numbers.min : undefined,
    place: (value) => {
      if (isNumber(value)) return numbers.at(value);
      const column = columns.place(value);
      return column === undefined ? undefined : moved(column);
    },
    room: (at) => (at < numbers.min ? ROOM * width : numbers.room),
  };
}
