import type { TraceRow } from '../training/trace/adamTrace.js';
import type { Work } from '../turns.js';
import { damaged } from './damage.js';
import { checkCells, ROWS_BETWEEN_PAUSES, readCell, readRows } from './readRows.js';
import { rowOf, traceColumns } from './traceColumns.js';

/** Epochs that are read of a long trace: more than a picture has room for. */
const MOST_EPOCHS = 2000;

/**
 * Reads trace.csv back, in turns, or as many of its epochs, equally far apart, as a picture can show; what was not finite is NaN.
 *
 * @param epochs how many the run has
 * @throws AdamTrainError (exit code 1) if the file is missing or is not as a run writes it
 */
export function* readTrace(path: string, epochs: number): Work<TraceRow[]> {
  const every = Math.max(1, Math.ceil(epochs / MOST_EPOCHS));
  const rows: TraceRow[] = [];
  let hasHeader = false;
  for (const row of readRows(path)) {
    if (row.line % ROWS_BETWEEN_PAUSES === 0) yield;
    if (row.line === 1) {
      if (row.cells.join(',') !== traceColumns.join(',')) {
        throw damaged(path, 'its first line is no header of ours');
      }
      hasHeader = true;
      continue;
    }
    checkCells(path, row, traceColumns.length);
    const epoch = readCell(path, row, 0);
    if (epoch > 1 && epoch < epochs && epoch % every !== 0) continue;
    rows.push(
      rowOf(
        (index) => readCell(path, row, index),
        (index) => row.cells[index] ?? '',
      ),
    );
  }
  if (!hasHeader) throw damaged(path, 'it is empty');
  return rows;
}
