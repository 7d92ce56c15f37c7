import { NEAR, type Path } from '../explain/surfaces/paths.js';
import { formatCount } from '../format.js';
import { optimizers } from '../optimizers/index.js';
import { alignColumns } from './columns.js';

/** Where each path ended, and when it came near the minimum. */
export function pathTable(paths: readonly Path[], { hasMinimum }: { hasMinimum: boolean }): string[] {
  const rows = paths.map((path) => {
    const [x, y] = path.points.at(-1) ?? [Number.NaN, Number.NaN];
    return [
      optimizers[path.optimizer].title,
      arrival(path, hasMinimum),
      String(path.learningRate),
      formatCount(path.points.length - 1),
      ...[x, y, path.value].map(formatFigure),
    ];
  });
  const near = hasMinimum ? `within ${NEAR} of the minimum` : 'the end';
  return alignColumns([['optimizer', near, 'lr', 'steps', 'x', 'y', 'f(x, y)'], ...rows], 2);
}

function arrival({ reachedAfter, leftAfter }: Path, hasMinimum: boolean): string {
  if (!hasMinimum) return `no minimum; ${leftAfter === undefined ? 'still falling' : 'ran off'}`;
  const left = leftAfter === undefined ? '' : ', then ran off';
  if (reachedAfter === undefined) return leftAfter === undefined ? 'not yet' : 'never, ran off';
  return `after ${formatCount(reachedAfter)} step${reachedAfter === 1 ? '' : 's'}${left}`;
}

function formatFigure(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e6)
    ? value.toExponential(3)
    : String(Number(value.toPrecision(5)));
}
