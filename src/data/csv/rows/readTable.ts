import { Readable } from 'node:stream';
import type { TableFormat } from '../tableFormat.js';
import { readTexts, type TablePiece } from './readTexts.js';
import { openSource } from './source.js';
import { textOf } from './text.js';
import { unpacked } from './unpack.js';

/** How a table is written, and what it is called. */
export interface TableToRead extends TableFormat {
  /** What messages call the file, where it is not its path. */
  name?: string;
}

/**
 * Reads a table a piece at a time, also one that is packed; the first piece comes even if there is no row.
 *
 * @param onChunk is shown the file's bytes, and the number of them in all, if known
 * @throws AdamTrainError (exit code 3) if the file cannot be read, is no UTF-8 text, has no header, or has rows of unlike
 *   lengths
 */
export async function* readTable(
  input: string | Readable | Uint8Array,
  format: TableToRead,
  onChunk: (chunk: Buffer, total: number | undefined) => void = () => {},
): AsyncGenerator<TablePiece> {
  const source = await openSource(input instanceof Uint8Array ? Readable.from([input]) : input, format.name);
  const file = source.name;
  yield* readTexts(textOf(unpacked(watched(source.chunks, source.total, onChunk), file), file), format, file);
}

async function* watched(
  chunks: AsyncIterable<Buffer>,
  total: number | undefined,
  onChunk: (chunk: Buffer, total: number | undefined) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    onChunk(chunk, total);
    yield chunk;
  }
}
