import { type Limits, limitsAround } from '../parts/limits.js';
import { linearTick, logAxis, logTick } from '../parts/ticks.js';
import { extent } from '../parts/yScale.js';

/** An axis of numbers in coordinates of its own, which a linear axis draws: on a logarithmic scale their logarithms. */
export interface NumberAxis {
  min: number;
  max: number;
  ticks: readonly Tick[];
  /** Where a number stands; not finite if it has no place. */
  at: (value: number) => number;
}

export interface Tick {
  at: number;
  label: string;
}

/** Of the numbers' span, beyond them. */
const MARGIN = 0.05;
/** With so many powers of ten on a logarithmic axis, only they are marked. */
const ENOUGH_POWERS = 3;
const ROUNDING = 1e-9;
const DECADE = 10;
/** Of an axis's length, between ticks. */
const CROWDED = 0.1;

/** An axis around these numbers, with round ticks; with none, from 0 to 1. */
export function numberAxis(values: readonly number[], log: boolean): NumberAxis {
  if (log && values.length > 0) return logarithmic(values);
  const limits = limitsAround(values);
  const ticks = labelled(stepsOf(limits), linearTick, (value) => value);
  return { ...closeAround(values, limits, ticks), at: (value) => value };
}

/** An axis with a tick for each of a few numbers and no other. */
export function ownTicksAxis(values: readonly number[], log: boolean): NumberAxis {
  const at = log ? Math.log10 : (value: number) => value;
  const { lowest, highest } = extent(values.map(at));
  const margin = MARGIN * (highest - lowest) || (log ? 0.5 : Math.abs(highest) / 2 || 0.5);
  const ticks = values.map((value) => ({ at: at(value), label: numberLabel(value) }));
  return { min: lowest - margin, max: highest + margin, ticks, at };
}

function logarithmic(values: readonly number[]): NumberAxis {
  const { lowest, highest } = extent(values);
  const { min, max, ticks } = logAxis(lowest, highest);
  const limits = { min: Math.log10(min), max: Math.log10(max) };
  const marks = highest < DECADE * lowest ? marksWithin(values) : powersAmong(ticks);
  return { ...closeAround(values.map(Math.log10), limits, marks), at: Math.log10 };
}

/** Powers of ten, if they are enough, else 1, 2 and 5 times each. */
function powersAmong(ticks: readonly number[]): Tick[] {
  const powers = ticks.filter((tick) => Math.abs(Math.log10(tick) - Math.round(Math.log10(tick))) < ROUNDING);
  return labelled(powers.length >= ENOUGH_POWERS ? powers : ticks, logTick, Math.log10);
}

/** Within less than a power of ten there are few of those: the ticks of a linear axis, where they do not crowd. */
function marksWithin(values: readonly number[]): Tick[] {
  const { lowest, highest } = extent(values);
  const least = CROWDED * Math.log10(highest / lowest);
  const marks: number[] = [];
  for (const mark of stepsOf(limitsAround(values))) {
    if (mark > 0 && !(Math.log10(mark / (marks.at(-1) ?? 0)) < least)) marks.push(mark);
  }
  return labelled(marks, linearTick, Math.log10);
}

function stepsOf({ min, max, step }: Limits): number[] {
  return Array.from({ length: Math.round((max - min) / step) + 1 }, (_, i) => min + i * step);
}

/** Limits a little wider than what the values span, if two ticks lie there; else the round ones. */
function closeAround(
  ats: readonly number[],
  limits: { min: number; max: number },
  ticks: readonly Tick[],
): Pick<NumberAxis, 'min' | 'max' | 'ticks'> {
  const { lowest, highest } = extent(ats);
  const margin = MARGIN * (highest - lowest);
  const [min, max] = [lowest - margin, highest + margin];
  const within = (low: number, high: number) => ticks.filter(({ at }) => at >= low && at <= high);
  const inside = within(min, max);
  if (inside.length > 1) return { min, max, ticks: inside };
  return { ...limits, ticks: within(limits.min - ROUNDING, limits.max + ROUNDING) };
}

function labelled(
  values: readonly number[],
  labelOf: typeof linearTick,
  at: (value: number) => number,
): Tick[] {
  const all = values.map((value) => ({ value }));
  return values.map((value, i) => ({ at: at(value), label: labelOf(value, i, all) }));
}

/** A number as it was given, unless that is long. */
export function numberLabel(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value);
  const rounded = Number(value.toPrecision(4));
  const [plain, short] = [String(rounded), rounded.toExponential()];
  return plain.length > 6 && short.length < plain.length ? short : plain;
}
