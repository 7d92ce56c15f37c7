import { limitsAround } from '../../charts/parts/limits.js';
import { linearTick, logAxisAround, logTick } from '../../charts/parts/ticks.js';
import { formatCount } from '../../format.js';

/** A vertical axis in a terminal's rows. */
interface LossAxis {
  /** Where a value is, from 0 at the bottom to 1; not finite where it has no place. */
  place: (value: number) => number;
  /** What stands beside each row, from the top; empty beside most. */
  labels: string[];
}

/** Rows from one label to the next, at least. */
const ROWS_APART = 2;

/**
 * The axis that loss.png has, with fewer labels.
 *
 * @param values finite ones
 */
export function lossAxis(values: readonly number[], type: 'linear' | 'logarithmic', rows: number): LossAxis {
  const { min, max, ticks, scale, write } = type === 'linear' ? linear(values) : logarithmic(values);
  const place = (value: number) => (scale(value) - scale(min)) / (scale(max) - scale(min));
  const rowOf = (value: number) => Math.round((1 - place(value)) * (rows - 1));
  const most = Math.floor((rows - 1) / ROWS_APART) + 1;
  const every = Math.ceil(ticks.length / most);
  const chosen = ticks.filter((_, i) => (ticks.length - 1 - i) % every === 0);
  const labels = Array.from({ length: rows }, () => '');
  const written = chosen.map((value) => ({ value }));
  for (const [i, value] of chosen.entries()) labels[rowOf(value)] = write(value, i, written);
  return { place, labels };
}

function linear(values: readonly number[]) {
  const { min, max, step } = limitsAround(values);
  const count = Math.round((max - min) / step);
  const ticks = Array.from({ length: count + 1 }, (_, i) => min + i * step);
  return { min, max, ticks, scale: (value: number) => value, write: linearTick };
}

function logarithmic(values: readonly number[]) {
  return { ...logAxisAround(values), scale: Math.log10, write: logTick };
}

const BETWEEN_LABELS = 3;

/** The line below the axis of the epochs, and the columns that it has a label for. */
export function epochAxis({
  first,
  last,
  width,
  column,
}: {
  first: number;
  last: number;
  width: number;
  column: (epoch: number) => number;
}): { ticks: number[]; line: string } {
  const room = formatCount(last).length + BETWEEN_LABELS;
  const rough = Math.max(1, (room * (last - first)) / width);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) as number);
  const regular = Array.from({ length: Math.floor(last / step) }, (_, i) => (i + 1) * step);
  const ticks: number[] = [];
  let line = '';
  for (const epoch of [first, ...regular.filter((each) => each > first)]) {
    const label = formatCount(epoch);
    const from = Math.min(column(epoch) - (label.length >> 1), width - label.length);
    if (epoch !== first && from < line.length + 2) continue;
    line = `${line.padEnd(Math.max(0, from))}${label}`;
    ticks.push(column(epoch));
  }
  return { ticks, line };
}
