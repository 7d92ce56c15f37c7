import { closeSync, existsSync, openSync, writeFileSync } from 'node:fs';
import type { TraceRow } from '../training/adamTrace.js';
import { csvRows } from './csv.js';
import { damaged } from './damage.js';
import { onPath } from './fileErrors.js';
import { readWholeRows } from './readRows.js';
import type { RunFolder } from './runFolder.js';
import { cellsOf, traceColumns } from './traceColumns.js';

/** The file of a run's folder that holds the trace. */
export const traceFileName = 'trace.csv';

/** trace.csv, which grows by a few rows at every step that is traced. */
export class TraceFile {
  /** The last epoch that an earlier process traced; 0 if there is none. */
  readonly lastEpoch: number;
  private readonly path: string;
  private readonly descriptor: number;

  /**
   * Begins the file, with what an earlier process traced until the checkpoint; what it had recorded beyond is gone.
   *
   * @param epochs that are done
   */
  constructor(
    private readonly folder: RunFolder,
    epochs = 0,
  ) {
    this.path = folder.file(traceFileName);
    let lastEpoch = 0;
    const header = `${traceColumns.join(',')}\n`;
    const path = this.path;
    folder.write(
      traceFileName,
      (function* () {
        yield header;
        if (epochs === 0 || !existsSync(path)) return;
        for (const { cells, line } of readWholeRows(path)) {
          const text = `${cells.join(',')}\n`;
          if (line === 1) {
            if (text !== header) throw damaged(path, 'its first line is no header of ours');
            continue;
          }
          const epoch = Number(cells[0]);
          if (!(epoch <= epochs)) return;
          lastEpoch = epoch;
          yield text;
        }
      })(),
    );
    this.lastEpoch = lastEpoch;
    this.descriptor = onPath(this.path, () => openSync(this.path, 'a'), folder.chosenBy);
  }

  append(rows: readonly TraceRow[]): void {
    onPath(this.path, () => writeFileSync(this.descriptor, csvRows(rows.map(cellsOf))), this.folder.chosenBy);
  }

  close(): void {
    onPath(this.path, () => closeSync(this.descriptor), this.folder.chosenBy);
  }
}

/** Whether the run was traced. */
export function hasTrace(folder: RunFolder): boolean {
  return existsSync(folder.file(traceFileName));
}
