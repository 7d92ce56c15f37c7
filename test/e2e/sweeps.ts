import { readCsv, run } from './program.js';

const tiny = ['--samples', '60', '--features', '3', '--hidden', '4', '--epochs', '9', '--val-size', '0.2'];

/** Sweeps over a small job in a folder. */
export function sweepIn(cwd: string, ...args: string[]) {
  return run(cwd, ['sweep', ...tiny, ...args]);
}

/** A small grid, once for each optimizer. */
export const gridOfOptimizers = ['--momentum', '0,0.9', '--optimizer', 'sgd,adam', '--name', 'grid'];

/** sweep.csv without what each run has of its own. */
export function sweepRows(cwd: string, name: string): Record<string, string>[] {
  return readCsv(cwd, 'out', name, 'sweep.csv').map(({ seconds: _, worker: _w, ...row }) => row);
}
