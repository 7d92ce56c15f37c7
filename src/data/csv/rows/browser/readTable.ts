import { badData } from '../../../../errors.js';
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
    throw badData(
      `A browser reads no files by their paths, got ${formatText(input)}; give rows, or readCsv a File.`,
    );
  }
  const { name = 'data' } = format;
  const chunks = async function* () {
    yield isGzip(input) ? await unzipped(input, name) : input;
  };
  yield* readTexts(textOf(chunks(), name), format, name);
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function unzipped(bytes: Uint8Array, name: string): Promise<Uint8Array> {
  try {
    const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
    const unpacked = new Response(stream.pipeThrough(new DecompressionStream('gzip')) as ReadableStream);
    return new Uint8Array(await unpacked.arrayBuffer());
  } catch (error) {
    throw badData(
      `${name} must be a whole gzip file, got one that is cut short or damaged; try another copy of it.`,
      error,
    );
  }
}
