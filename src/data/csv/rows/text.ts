import { badData } from '../../../errors.js';
import { lookAhead } from './head.js';
import { foreignKind } from './kinds.js';

const HEAD_BYTES = 4096;

/**
 * Reads bytes as a text, a piece at a time, without a byte order mark.
 *
 * @throws AdamTrainError (exit code 3) if they are not UTF-8, have a NUL as programs do, or are a file of another kind
 */
export async function* textOf(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array) => {
    if (chunk?.includes(0)) {
      throw badData(`${name} must be a CSV text in UTF-8, got a NUL byte; save it as CSV in UTF-8.`);
    }
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (cause) {
      throw badData(
        `${name} must be a CSV text in UTF-8, got other bytes; save it as CSV in UTF-8, or convert it with iconv -f WINDOWS-1252 -t UTF-8 if Excel or R wrote it.`,
        cause,
      );
    }
  };
  const { head, all } = await lookAhead(chunks, HEAD_BYTES);
  const kind = foreignKind(head.subarray(0, HEAD_BYTES));
  if (kind !== undefined) {
    await all.return();
    throw badData(`${name} must be a CSV text in UTF-8, and is ${kind.what}; ${kind.cure}.`);
  }
  for await (const chunk of all) yield decode(chunk);
  yield decode();
}
