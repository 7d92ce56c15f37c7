import { existsSync } from 'node:fs';
import { AppendedFile } from '../files/appendedFile.js';
import { csvRows } from '../files/csvRows.js';
import type { TraceRow } from '../training/adamTrace.js';
import { damaged } from './damage.js';
import { readWholeRows } from './readRows.js';
import type { RunFolder } from './runFolder.js';
import { cellsOf, traceColumns } from './traceColumns.js';

/** The file of a run's folder that holds the trace. */
export const traceFileName = 'trace.csv';

/** trace.csv, which grows by a few rows at every step that is traced. */
export class TraceFile {
  /** The last epoch that an earlier process traced; 0 if there is none. */
  readonly lastEpoch: number;
  private readonly file: AppendedFile;

  /**
   * Begins the file, with what an earlier process traced until the checkpoint; what it had recorded beyond is gone.
   *
   * @param epochs that are done
   */
  constructor(folder: RunFolder, epochs = 0) {
    const path = folder.file(traceFileName);
    const { bytes, lastEpoch } = beginningOf(path, epochs);
    if (bytes === 0) folder.write(traceFileName, header);
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

const header = `${traceColumns.join(',')}\n`;

/** How far the file holds the rows of these epochs and no others; 0 bytes if it is to be begun. */
function beginningOf(path: string, epochs: number): { bytes: number; lastEpoch: number } {
  let [bytes, lastEpoch] = [0, 0];
  if (epochs === 0 || !existsSync(path)) return { bytes, lastEpoch };
  for (const { cells, line } of readWholeRows(path)) {
    const text = `${cells.join(',')}\n`;
    if (line === 1) {
      if (text !== header) throw damaged(path, 'its first line is no header of ours');
    } else {
      const epoch = Number(cells[0]);
      if (!(epoch <= epochs)) break;
      lastEpoch = epoch;
    }
    bytes += text.length; // read as latin1, so a byte each
  }
  return { bytes, lastEpoch };
}

/** Whether the run was traced. */
export function hasTrace(folder: RunFolder): boolean {
  return existsSync(folder.file(traceFileName));
}
