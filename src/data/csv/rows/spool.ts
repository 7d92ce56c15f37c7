import { createWriteStream, rmSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UsageError } from '../../../errors.js';
import { unwritable } from '../../../files/fileErrors.js';
import { openSource } from './source.js';

/**
 * Copies standard input to a file, so that it can be read more than once.
 *
 * @throws UsageError if it is a terminal, or empty
 * @throws AdamTrainError (exit code 1) if the file cannot be written, (3) if standard input cannot be read
 */
export async function spool(stdin: Readable, path: string): Promise<void> {
  const { chunks } = await openSource(stdin);
  let bytes = 0;
  const counted = async function* () {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
    }
  };
  try {
    await pipeline(counted, createWriteStream(path, { flags: 'wx' }));
    if (bytes === 0) throw new UsageError('standard input is empty; pipe a CSV file into it.');
  } catch (error) {
    rmSync(path, { force: true });
    throw unwritable(path, error, '--out');
  }
}
