import { badData } from '../errors.js';
import { formatPlural } from '../format.js';
import { inTurns, nextTurn } from '../turns.js';
import { generatedColumns } from './columns.js';
import { loadTable } from './csv/loadTable.js';
import type { TablePiece } from './csv/rows/readTexts.js';
import type { Dataset } from './dataset.js';
import { drawingRegression } from './makeRegression.js';
import { rowOf } from './matrix.js';
import type { DataConfig } from './settings.js';
import { newSha256 } from './sha256.js';
import { partSizes } from './trainTestSplit.js';

/** Is told how much of a file is read. */
export interface ReadingProgress {
  /** @param total absent where nobody knows before the end */
  update: (bytes: number, total: number | undefined) => void;
  /** The file is read, or cannot be. */
  stop: () => void;
}

/**
 * Reads or generates a run's rows.
 *
 * @param name what messages call the file, where it is not its path
 * @param onReading a file of that name is about to be read
 * @param pieces the rows themselves, where they are in memory already
 * @throws AdamTrainError (exit code 3) if they cannot be trained on
 */
export async function loadDataset(
  config: DataConfig & { seed: number },
  {
    name,
    onReading,
    pieces,
  }: {
    name?: string | undefined;
    onReading?: ((name: string) => ReadingProgress) | undefined;
    pieces?: Iterable<TablePiece> | undefined;
  } = {},
): Promise<Dataset> {
  if (config.source === 'generated') {
    const { x, y } = await inTurns(drawingRegression(config));
    checkRows(x.rows, config, 'The data');
    return { x, y, columns: generatedColumns(config), sha256: await hashRows({ x, y }) };
  }
  const called = name ?? config.path;
  const reading = onReading?.(called);
  try {
    const dataset = await loadTable({ ...config, name: called, pieces }, reading?.update);
    checkRows(dataset.x.rows, config, called);
    return dataset;
  } finally {
    reading?.stop();
  }
}

/** @throws AdamTrainError (exit code 3) if there is no row to train on beside the parts held out */
function checkRows(rows: number, { testSize, valSize, folds = 1 }: DataConfig, name: string): void {
  const { train } = partSizes(rows, { testSize, valSize });
  if (train > 0 && folds > train) {
    throw badData(
      `${name} must have a training row for each fold, got ${train} for --folds ${folds}; lower it.`,
    );
  }
  if (train > 0) return;
  const sizes =
    valSize === undefined ? `--test-size ${testSize}` : `--test-size ${testSize} and --val-size ${valSize}`;
  throw badData(
    `${name} must have enough rows to train and test on, got ${formatPlural(rows, 'row')} with ${sizes}; add rows, or hold out fewer.`,
  );
}

const NUMBERS_IN_A_PIECE = 1 << 17;

/**
 * SHA-256 of the numbers themselves, row by row, each row's features and then its targets, as little-endian float64.
 *
 * @returns in hexadecimal
 */
async function hashRows({ x, y }: Pick<Dataset, 'x' | 'y'>): Promise<string> {
  const hash = newSha256();
  const width = x.columns + y.columns;
  const rowsInAPiece = Math.max(1, Math.floor(NUMBERS_IN_A_PIECE / width));
  const values = new Float64Array(Math.min(rowsInAPiece, x.rows) * width);
  for (let start = 0; start < x.rows; start += rowsInAPiece) {
    const rows = Math.min(rowsInAPiece, x.rows - start);
    for (let i = 0; i < rows; i++) {
      x.copyRow(start + i, values, i * width);
      values.set(rowOf(y, start + i), i * width + x.columns);
    }
    hash.update(new Uint8Array(values.buffer, 0, rows * width * values.BYTES_PER_ELEMENT));
    await nextTurn(); // signals are served between the pieces
  }
  return hash.digest('hex');
}
