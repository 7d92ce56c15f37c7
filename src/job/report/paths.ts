import { dirname, relative, resolve, sep } from 'node:path';

/**
 * A path as from the folder that a run's folder stands in: the page says nothing of where on its machine that was, and what it
 * says holds where both are moved.
 */
export function pathBeside(run: string, path: string): string {
  return relative(dirname(resolve(run)), resolve(path))
    .split(sep)
    .join('/');
}
