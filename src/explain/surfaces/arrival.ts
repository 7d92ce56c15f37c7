import { formatCount } from '../../format.js';
import { NEAR, type Path } from './paths.js';

/** What `arrival` is about. */
export function arrivalTitle(hasMinimum: boolean): string {
  return hasMinimum ? `first within ${NEAR} of the minimum` : 'the end';
}

/** When a path came near the minimum, or whether it ran off. */
export function arrival(
  { reachedAfter, leftAfter }: Pick<Path, 'reachedAfter' | 'leftAfter'>,
  hasMinimum: boolean,
): string {
  if (!hasMinimum) return `no minimum; ${leftAfter === undefined ? 'still falling' : 'ran off'}`;
  const left = leftAfter === undefined ? '' : ', then ran off';
  if (reachedAfter === undefined) return leftAfter === undefined ? 'not yet' : 'never, ran off';
  return `after ${formatCount(reachedAfter)} step${reachedAfter === 1 ? '' : 's'}${left}`;
}

/** Five significant digits. */
export function formatFigure(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e6)
    ? value.toExponential(3)
    : String(Number(value.toPrecision(5)));
}
