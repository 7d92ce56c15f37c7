import { AdamTrainError } from '../errors.js';
import { meaningOf, systemCode } from '../files/fileErrors.js';
import { MOST_JSON_BYTES, readWholeFile, WrongFile } from '../files/readWholeFile.js';

/** The error for a file of a run that does not hold what this program writes there (exit code 1). */
export function damaged(path: string, how: string): AdamTrainError {
  return new AdamTrainError(`${path} is damaged: ${how}. Restore it, or train again.`);
}

/**
 * Runs a piece of reading; a system error becomes a sentence.
 *
 * @throws AdamTrainError (exit code 1) for a missing or unreadable file
 */
export function onReading<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof WrongFile) throw damaged(path, `it ${cause.what}`);
    const code = systemCode(cause);
    if (code === undefined) throw cause;
    const why =
      code === 'ENOENT'
        ? 'is missing; the run has not ended, or the file was taken away'
        : `cannot be read: ${meaningOf(code)}`;
    throw new AdamTrainError(`${path} ${why}.`, undefined, { cause });
  }
}

/**
 * Reads a file that holds one JSON object.
 *
 * @throws AdamTrainError (exit code 1) if it is missing or holds anything else
 */
export function readJsonObject(path: string): Record<string, unknown> {
  const text = onReading(path, () => readWholeFile(path, MOST_JSON_BYTES).toString('utf8'));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw damaged(path, 'it is no JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw damaged(path, 'it holds no JSON object');
  }
  return value as Record<string, unknown>;
}
