import { readFileSync } from 'node:fs';
import { parseJson } from '../config/parseJson.js';
import { UsageError } from '../errors.js';
import { oneLine } from '../text.js';

const causes: Record<string, string> = {
  ENOENT: 'which is not there; check the path',
  ENOTDIR: 'which is not there; check the path',
  EISDIR: 'which is a folder; name the file in it',
  EACCES: 'which may not be read; change its permissions',
};

/**
 * Reads the file that --config names.
 *
 * @returns what the JSON holds, not yet checked
 * @throws UsageError if the file cannot be read, or is not JSON in UTF-8
 */
export function readConfigFile(path: string): unknown {
  const file = oneLine(path);
  return parseJson(decode(read(path, file), file), file);
}

function read(path: string, file: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'nothing more';
    const why = causes[code] ?? `which cannot be read, the system says ${code}; name another file`;
    throw new UsageError(`--config must name a JSON file, got ${file === '' ? '""' : file}, ${why}.`);
  }
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${file} must be UTF-8 text, got other bytes; save it as UTF-8.`);
  }
}
