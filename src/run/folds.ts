import { existsSync } from 'node:fs';
import { csvRows } from '../files/csvRows.js';
import type { RegressionMetrics } from '../training/regressionMetrics.js';
import { checkCells, checkHeader, readCell, readRows } from './readRows.js';
import type { RunFolder } from './runFolder.js';

/** The file of a run's folder that holds what came of each fold; a row as each ends. */
export const foldsFileName = 'folds.csv';

/** What came of a fold, on the rows that it held out. */
export interface FoldResult extends RegressionMetrics {
  trainRows: number;
  testRows: number;
  /** Epochs that were run. */
  epochs: number;
  /** The test loss of the epoch whose weights predicted; null if it diverged. */
  loss: number | null;
}

/** How a figure is over the folds: its mean, and its deviation with the number of folds as divisor. */
interface Spread {
  mean: number;
  std: number;
}

/** The folds in summary.json; a figure that a fold lacks is null. */
export interface FoldsSummary {
  count: number;
  loss: Spread | null;
  rmse: Spread | null;
  mae: Spread | null;
  r2: Spread | null;
}

const columns = ['fold', 'train_rows', 'test_rows', 'epochs', 'loss', 'rmse', 'mae', 'r2'];

export function writeFolds(folder: RunFolder, results: readonly FoldResult[]): void {
  const rows = results.map(({ trainRows, testRows, epochs, ...figures }, i) => {
    const { loss, rmse, mae, r2 } = figures;
    return [i + 1, trainRows, testRows, epochs, ...[loss, rmse, mae, r2].map((value) => value ?? '')];
  });
  folder.write(foldsFileName, csvRows([columns, ...rows]));
}

/**
 * What an earlier process wrote of the folds.
 *
 * @throws AdamTrainError (exit code 1) if the file is not as a run writes it
 */
export function readFolds(folder: RunFolder): FoldResult[] {
  const path = folder.file(foldsFileName);
  if (!existsSync(path)) return [];
  const results: FoldResult[] = [];
  let isHeader = true;
  for (const row of readRows(path)) {
    if (isHeader) checkHeader(path, row, columns);
    else {
      checkCells(path, row, columns.length);
      const [, trainRows = 0, testRows = 0, epochs = 0, ...figures] = columns.map((_, i) =>
        readCell(path, row, i),
      );
      const [loss = null, rmse = null, mae = null, r2 = null] = figures.map((value) =>
        Number.isNaN(value) ? null : value,
      );
      results.push({ trainRows, testRows, epochs, loss, rmse, mae, r2 });
    }
    isHeader = false;
  }
  return results;
}

export function summarizeFolds(results: readonly FoldResult[]): FoldsSummary {
  const spread = (figure: 'loss' | keyof RegressionMetrics): Spread | null => {
    const values = results.map((result) => result[figure]);
    if (values.some((value) => value === null)) return null;
    const mean = (values as number[]).reduce((sum, value) => sum + value, 0) / values.length;
    const squares = (values as number[]).reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { mean, std: Math.sqrt(squares / values.length) };
  };
  return {
    count: results.length,
    loss: spread('loss'),
    rmse: spread('rmse'),
    mae: spread('mae'),
    r2: spread('r2'),
  };
}
