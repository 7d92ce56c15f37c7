import { limitsAround } from '../../../charts/parts/limits.js';
import { shown } from './numbers.js';

const MOST_POWERS = 10;

/** What is marked on a log axis between these ends: powers of ten, 2 and 5 times these where there is room, or whole steps within one. */
export function logMarks(min: number, max: number): number[] {
  const [bottom, top] = [Math.floor(Math.log10(min)), Math.ceil(Math.log10(max))];
  if (max < 10 * min) {
    const { step } = limitsAround([min, max]);
    const first = Math.ceil(min / step);
    const count = Math.floor(max / step) - first + 1;
    return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  }
  const every = Math.ceil((top - bottom) / MOST_POWERS);
  const powers = Array.from({ length: top - bottom + 1 }, (_, i) => 10 ** (bottom + i));
  const marks =
    top - bottom <= 3
      ? powers.flatMap((power) => [power, 2 * power, 5 * power])
      : powers.filter((_, i) => i % every === 0);
  return marks.filter((mark) => mark >= min && mark <= max);
}

/** A mark as it is written, which has a few digits at most. */
export function logLabel(mark: string | number): string {
  const value = Number(Number(mark).toPrecision(6));
  return value < 1e-3 || value >= 1e9 ? value.toExponential() : shown(value);
}
