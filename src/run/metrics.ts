import { createHash, type Hash } from 'node:crypto';
import { closeSync, readSync } from 'node:fs';
import { AdamTrainError } from '../errors.js';
import { AppendedFile } from '../files/appendedFile.js';
import { csvRows } from '../files/csvRows.js';
import { openRegularFile } from '../files/readWholeFile.js';
import type { EpochRecord } from '../training/history.js';
import { damaged, onReading } from './damage.js';
import { checkCells, checkHeader, readCell, readRows } from './readRows.js';
import type { RunFolder } from './runFolder.js';

/** The file of a run's folder that holds its history: a row for each epoch. */
export const metricsFileName = 'metrics.csv';

const columns = [
  ['epoch', 'epoch'],
  ['train_loss', 'trainLoss'],
  ['val_loss', 'valLoss'],
  ['test_loss', 'testLoss'],
  ['learning_rate', 'learningRate'],
  ['gradient_norm', 'gradientNorm'],
  ['seconds', 'seconds'],
] as const;

/** Those that a file has: a run without validation rows has no validation loss. */
function columnsOf(hasVal: boolean) {
  return hasVal ? columns : columns.filter(([, key]) => key !== 'valLoss');
}

function namesOf(hasVal: boolean): string[] {
  return columnsOf(hasVal).map(([name]) => name);
}

/** What metrics.csv was when a checkpoint was written: its beginning, the header included. */
export interface MetricsMark {
  epochs: number;
  bytes: number;
  /** Of these bytes, in hexadecimal. */
  sha256: string;
}

/** What an earlier process recorded: as metrics.csv has it, or, from before it was vouched for, as a history. */
export type EarlierMetrics = { mark: MetricsMark } | { history: readonly EpochRecord[] };

/**
 * metrics.csv, which grows by a row at every epoch while the run goes on. It is the only place that holds a run's history, so
 * its numbers are in full precision.
 */
export class MetricsFile {
  private readonly file: AppendedFile;
  private readonly hash: Hash;
  private bytes = 0;
  private epochs = 0;

  /**
   * Begins the file, or goes on with it after the epochs that an earlier process trained; what it had recorded beyond them is
   * gone.
   *
   * @param hasVal whether there is a validation loss
   * @throws AdamTrainError (exit code 1) if the file is not what the earlier process wrote
   */
  constructor(
    folder: RunFolder,
    private readonly hasVal: boolean,
    earlier: EarlierMetrics = { history: [] },
  ) {
    const path = folder.file(metricsFileName);
    if ('mark' in earlier) {
      this.hash = checkMetrics(path, earlier.mark);
      this.bytes = earlier.mark.bytes;
      this.epochs = earlier.mark.epochs;
      this.file = new AppendedFile(path, folder.chosenBy, this.bytes);
      return;
    }
    const text = csvRows([namesOf(hasVal)]) + this.rows(earlier.history);
    folder.write(metricsFileName, text);
    this.hash = createHash('sha256');
    this.count(text, earlier.history.length);
    this.file = new AppendedFile(path, folder.chosenBy);
  }

  append(record: EpochRecord): void {
    const text = this.rows([record]);
    this.file.append(text);
    this.count(text, 1);
  }

  /** Waits until the disk has all that was recorded, and says what that is. */
  mark(): MetricsMark {
    this.file.sync();
    return { epochs: this.epochs, bytes: this.bytes, sha256: this.hash.copy().digest('hex') };
  }

  /** @throws AdamTrainError (exit code 1) if the file is no longer what was written */
  check(): void {
    this.file.check();
  }

  close(): void {
    this.file.close();
  }

  private count(text: string, epochs: number): void {
    this.hash.update(text);
    this.epochs += epochs;
    this.bytes += text.length; // digits, commas and the like: a byte each
  }

  private rows(records: readonly EpochRecord[]): string {
    const keys = columnsOf(this.hasVal).map(([, key]) => key);
    return csvRows(records.map((record) => keys.map((key) => record[key] ?? Number.NaN)));
  }
}

const PIECE_BYTES = 1 << 20;

/**
 * Checks that metrics.csv begins with what a checkpoint says of it.
 *
 * @returns the hash of that beginning, to go on with
 * @throws AdamTrainError (exit code 1) if it does not, or is missing
 */
export function checkMetrics(path: string, { epochs, bytes, sha256 }: MetricsMark): Hash {
  const hash = createHash('sha256');
  const descriptor = onReading(path, () => openRegularFile(path));
  let lines = 0;
  try {
    const buffer = Buffer.alloc(Math.min(bytes, PIECE_BYTES));
    for (let left = bytes; left > 0; ) {
      const read = onReading(path, () =>
        readSync(descriptor, buffer, 0, Math.min(left, buffer.length), null),
      );
      if (read === 0) break;
      const piece = buffer.subarray(0, read);
      hash.update(piece);
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines++;
      left -= read;
    }
  } finally {
    closeSync(descriptor);
  }
  if (lines === epochs + 1 && hash.copy().digest('hex') === sha256) return hash;
  throw new AdamTrainError(
    `${path} must begin with the epochs that the run's checkpoint goes on after, and its content has changed; put the old file back, or train anew.`,
  );
}

/**
 * Reads metrics.csv back, epoch by epoch; what was not finite is NaN.
 *
 * @throws AdamTrainError (exit code 1) if the file is missing or is not as a run writes it
 */
export function* readMetrics(path: string): Generator<EpochRecord> {
  let epochs = 0;
  let keys: string[] = [];
  for (const row of readRows(path)) {
    if (row.line === 1) {
      const hasVal = row.cells.includes('val_loss');
      checkHeader(path, row, namesOf(hasVal));
      keys = columnsOf(hasVal).map(([, key]) => key);
      continue;
    }
    checkCells(path, row, keys.length);
    const cell = (key: keyof EpochRecord) => readCell(path, row, keys.indexOf(key));
    epochs++;
    if (cell('epoch') !== epochs) throw damaged(path, `line ${row.line} is not epoch ${epochs}`);
    yield {
      epoch: epochs,
      trainLoss: cell('trainLoss'),
      ...(keys.includes('valLoss') && { valLoss: cell('valLoss') }),
      testLoss: cell('testLoss'),
      learningRate: cell('learningRate'),
      gradientNorm: cell('gradientNorm'),
      seconds: cell('seconds'),
    };
  }
  if (keys.length === 0) throw damaged(path, 'it is empty');
}
