import { arrival, arrivalTitle, formatFigure } from '../explain/surfaces/arrival.js';
import type { Path } from '../explain/surfaces/paths.js';
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
  return alignColumns(
    [['optimizer', arrivalTitle(hasMinimum), 'lr', 'steps', 'x', 'y', 'f(x, y)'], ...rows],
    2,
  );
}
