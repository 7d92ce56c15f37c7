import { badData } from '../badData.js';

/**
 * Hands on the bytes of a text, as they are.
 *
 * @throws AdamTrainError (exit code 3) if they are not UTF-8, or have a NUL, as programs, workbooks and UTF-16 do
 */
export async function* textBytes(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const check = (chunk?: Buffer) => {
    try {
      if (chunk?.includes(0)) throw new TypeError('a NUL byte');
      decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (cause) {
      throw badData(`${name} must be a CSV text in UTF-8, got other bytes; save it as UTF-8 CSV.`, cause);
    }
  };
  for await (const chunk of chunks) {
    check(chunk);
    yield chunk;
  }
  check();
}
