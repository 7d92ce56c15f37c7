import { basename, dirname, join } from 'node:path';
import { writeAtomically } from './atomicFile.js';
import { ensureDirectory } from './directories.js';
import { onPath } from './fileErrors.js';
import { behindLink } from './outputPath.js';
import { sweepLeftOvers } from './temporaryFile.js';

/**
 * Writes a file into a folder that the user chose with --to, made if need be; it is there in full or not at all.
 *
 * @returns the file's path
 * @throws AdamTrainError (exit code 1) if it cannot be written
 */
export function writeInto(folder: string, name: string, content: Buffer): string {
  const path = join(folder, name);
  onPath(folder, () => ensureDirectory(folder), '--to');
  sweepLeftOvers(folder, [name]);
  onPath(path, () => writeAtomically(path, content), '--to');
  return path;
}

/**
 * Writes a picture to the path that --output names, its folder made if need be; it is there in full or not at all. A
 * link stays, and its file is replaced.
 *
 * @throws AdamTrainError (exit code 1) if it cannot be written
 */
export function writePicture(path: string, content: Buffer): void {
  onPath(
    path,
    () => {
      const place = behindLink(path);
      ensureDirectory(dirname(place));
      sweepLeftOvers(dirname(place), [basename(place)]);
      writeAtomically(place, content);
    },
    '--output',
  );
}
