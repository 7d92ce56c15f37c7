import { existsSync } from 'node:fs';
import { AppendedFile } from '../files/appendedFile.js';
import { csvRows } from '../files/csvRows.js';
import type { TraceRow } from '../training/trace/adamTrace.js';
import { isTracedEpoch, lastTracedEpoch } from '../training/trace/tracedEpochs.js';
import type { Work } from '../turns.js';
import { damaged } from './damage.js';
import {
  checkCells,
  checkHeader,
  ROWS_BETWEEN_PAUSES,
  readCell,
  readRows,
  readWholeRows,
} from './readRows.js';
import type { RunFolder } from './runFolder.js';

/** The file of a run's folder that holds the trace. */
export const traceFileName = 'trace.csv';

const facts = [
  ['epoch', 'epoch'],
  ['t', 't'],
  ['moment', 'moment'],
  ['parameter', 'parameter'],
  ['values', 'values'],
  ['learning_rate', 'learningRate'],
  ['bias_correction1', 'biasCorrection1'],
  ['bias_correction2', 'biasCorrection2'],
  ['gradient_norm', 'gradientNorm'],
  ['weight_norm', 'weightNorm'],
  ['update_norm', 'updateNorm'],
  ['update_ratio', 'updateRatio'],
] as const;

const distributions = [
  ['m_hat', 'mHat'],
  ['sqrt_v_hat', 'sqrtVHat'],
  ['rate', 'rate'],
  ['step', 'step'],
] as const;

const summaries = ['mean', 'q05', 'q25', 'q50', 'q75', 'q95'] as const;

/** The names of trace.csv's columns, in their order. */
export const traceColumns: readonly string[] = [
  ...facts.map(([column]) => column),
  ...distributions.flatMap(([column]) => summaries.map((summary) => `${column}_${summary}`)),
];

/** A row of the trace in the columns' order. */
export function cellsOf(row: TraceRow): (string | number)[] {
  return [
    ...facts.map(([, key]) => row[key]),
    ...distributions.flatMap(([, key]) => summaries.map((summary) => row[key][summary])),
  ];
}

/** The row that such cells were written from; `number` and `text` read a cell by its place. */
function rowOf(number: (index: number) => number, text: (index: number) => string): TraceRow {
  const entries: [string, unknown][] = facts.map(([column, key], index) => [
    key,
    column === 'moment' || column === 'parameter' ? text(index) : number(index),
  ]);
  let index = facts.length;
  for (const [, key] of distributions) {
    entries.push([key, Object.fromEntries(summaries.map((summary) => [summary, number(index++)]))]);
  }
  return Object.fromEntries(entries) as unknown as TraceRow;
}

/** trace.csv, which grows by a few rows at every step that is traced. */
export class TraceFile {
  /** The last epoch that an earlier process traced; 0 if there is none. */
  readonly lastEpoch: number;
  private readonly file: AppendedFile;

  /**
   * Begins the file, with what an earlier process traced until the checkpoint; what it had recorded beyond is gone, and so is
   * the last epoch of a run that goes on, unless it is traced in any run.
   *
   * @param epochs that are done
   * @param goesOn whether more are to come
   */
  constructor(folder: RunFolder, epochs = 0, goesOn = true) {
    const path = folder.file(traceFileName);
    const { bytes, lastEpoch } = beginningOf(path, goesOn ? lastTracedEpoch(epochs) : epochs);
    if (bytes === 0) folder.write(traceFileName, csvRows([traceColumns]));
    this.lastEpoch = lastEpoch;
    // In place: a long trace is not written again for the few rows that go.
    this.file = new AppendedFile(path, folder.chosenBy, bytes === 0 ? undefined : bytes);
  }

  append(rows: readonly TraceRow[]): void {
    this.file.append(csvRows(rows.map(cellsOf)));
  }

  /** @throws AdamTrainError (exit code 1) if the file is no longer what was written */
  check(): void {
    this.file.check();
  }

  close(): void {
    this.file.close();
  }
}

/** How far the file holds the rows of these epochs and no others; 0 bytes if it is to be begun. */
function beginningOf(path: string, epochs: number): { bytes: number; lastEpoch: number } {
  let [bytes, lastEpoch] = [0, 0];
  if (epochs === 0 || !existsSync(path)) return { bytes, lastEpoch };
  for (const row of readWholeRows(path)) {
    if (row.line === 1) {
      checkHeader(path, row, traceColumns);
    } else {
      const epoch = Number(row.cells[0]);
      if (!(epoch <= epochs)) break;
      lastEpoch = epoch;
    }
    bytes += `${row.cells.join(',')}\n`.length; // read as latin1, so a byte each
  }
  return { bytes, lastEpoch };
}

/** Whether the run was traced. */
export function hasTrace(folder: RunFolder): boolean {
  return existsSync(folder.file(traceFileName));
}

/**
 * Reads trace.csv back, in turns; of a file that has every epoch of a long run, as earlier versions wrote it, no more than is
 * traced now. What was not finite is NaN.
 *
 * @param epochs how many the run has
 * @throws AdamTrainError (exit code 1) if the file is missing or is not as a run writes it
 */
export function* readTrace(path: string, epochs: number): Work<TraceRow[]> {
  const rows: TraceRow[] = [];
  let hasHeader = false;
  for (const row of readRows(path)) {
    if (row.line % ROWS_BETWEEN_PAUSES === 0) yield;
    if (row.line === 1) {
      checkHeader(path, row, traceColumns);
      hasHeader = true;
      continue;
    }
    checkCells(path, row, traceColumns.length);
    const epoch = readCell(path, row, 0);
    if (epoch < epochs && !isTracedEpoch(epoch)) continue;
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
