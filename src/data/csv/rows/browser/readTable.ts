import { AdamTrainError, exitCodes } from '../../../../errors.js';
import { formatText } from '../../../../format.js';
import type { TableToRead } from '../readTable.js';
import { readTexts, type TablePiece } from '../readTexts.js';
import { textOf } from '../text.js';

/**
 * What stands for readTable.ts in a browser, which has bytes and no paths.
 *
 * @throws AdamTrainError (exit code 3) for a path, and for bytes that are no table
 */
export async function* readTable(
  input: string | Uint8Array,
  format: TableToRead,
): AsyncGenerator<TablePiece> {
  if (typeof input === 'string') {
    throw new AdamTrainError(
      `A browser reads no files by their paths, got ${formatText(input)}; give rows, or readCsv a File.`,
      exitCodes.badData,
    );
  }
  const { name = 'data' } = format;
  const chunks = async function* () {
    yield input;
  };
  yield* readTexts(textOf(chunks(), name), format, name);
}
