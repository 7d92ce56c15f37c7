import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../errors.js';
import { meaningOf } from '../files/fileErrors.js';
import { parseJson } from '../files/parseJson.js';
import { MOST_JSON_BYTES, readWholeFile, WrongFile } from '../files/readWholeFile.js';
import { oneLine } from '../text.js';

const causes = new Map([
  ['ENOENT', 'is not there; check the path'],
  ['ENOTDIR', 'is not there; check the path'],
  ['EACCES', 'may not be read; change its permissions'],
]);

/**
 * Reads the file that --config names.
 *
 * @returns what the JSON holds, not yet checked, and the folder that its paths are relative to
 * @throws UsageError if the file cannot be read, or is not JSON in UTF-8
 */
export function readConfigFile(path: string): { content: unknown; folder: string } {
  const file = oneLine(path);
  const content = parseJson(decode(read(path, file), file), file);
  // A pipe, such as a shell's <(…), is in no folder of the user's.
  return { content, folder: statSync(path).isFile() ? dirname(path) : '.' };
}

function read(path: string, file: string): Buffer {
  try {
    return readWholeFile(path, MOST_JSON_BYTES);
  } catch (error) {
    const must = `--config must name a JSON file, got ${file === '' ? '""' : file}, which`;
    if (error instanceof WrongFile) throw new UsageError(`${must} ${error.what}; ${cureOf(error)}.`);
    const code = (error as NodeJS.ErrnoException).code ?? 'nothing more';
    const why = causes.get(code) ?? `cannot be read, ${meaningOf(code)}; name another file`;
    throw new UsageError(`${must} ${why}.`);
  }
}

function cureOf({ what }: WrongFile): string {
  if (what === 'is a folder') return 'name the file in it';
  return what === 'is a pipe' ? 'save it as a file first' : 'name another file';
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${file} must be UTF-8 text, got other bytes; save it as UTF-8.`);
  }
}
