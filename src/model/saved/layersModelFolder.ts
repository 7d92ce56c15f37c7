import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../errors.js';
import { TemporaryFile } from '../../files/atomicFile.js';
import { ensureDirectory } from '../../files/directories.js';
import { onPath } from '../../files/fileErrors.js';
import { isTemporaryOf, sweepLeftOvers } from '../../files/leftOvers.js';
import { MOST_JSON_BYTES, readWholeFile } from '../../files/readWholeFile.js';
import { programName, version } from '../../version.js';
import { toLayersModel } from './layersModel.js';
import type { SavedModel } from './savedModel.js';

const MODEL = 'model.json';
const WEIGHTS = 'weights.bin';

/**
 * Writes a model as a tfjs LayersModel (model.json and weights.bin) into a folder that is made if need be, or holds nothing
 * but an earlier export, also one that was killed. At no moment can a model be loaded with weights that are not its own.
 *
 * @param force whether to write into a folder that holds other files, which stay
 * @returns the paths of the two files
 * @throws UsageError if the folder holds other files and `force` is not set
 * @throws AdamTrainError (exit code 1) if the files cannot be written
 */
export function writeLayersModel(model: SavedModel, folder: string, force = false): string[] {
  const generatedBy = `${programName} ${version}`;
  const { json, weights } = toLayersModel(model, generatedBy);
  const onFolder = <Result>(path: string, work: () => Result) => onPath(path, work, '--to');
  onFolder(folder, () => ensureDirectory(folder));
  const found = onFolder(folder, () => readdirSync(folder));
  if (found.length > 0 && !force && !isExport(folder, found, weights.byteLength)) {
    throw new UsageError(
      `--to must be a new or empty folder, or one with an earlier export alone, got ${folder}; choose another, or write into it with --force.`,
    );
  }
  sweepLeftOvers(folder, [MODEL, WEIGHTS]);
  const modelPath = join(folder, MODEL);
  const weightsPath = join(folder, WEIGHTS);
  // A model.json that no program loads, but which is known as ours, stands there while the weights are replaced.
  moveInOneByOne([
    [modelPath, `${JSON.stringify({ generatedBy, isUnfinished: true })}\n`],
    [weightsPath, Buffer.from(weights.buffer)],
    [modelPath, `${JSON.stringify(json, null, 2)}\n`],
  ]);
  return [modelPath, weightsPath];
}

/** Writes all of the files before the first of them takes its name: a disk that is full leaves what was there. */
function moveInOneByOne(files: readonly (readonly [path: string, content: string | Buffer])[]): void {
  const written: TemporaryFile[] = [];
  try {
    for (const [path, content] of files) {
      onPath(
        path,
        () => {
          const file = new TemporaryFile(path);
          written.push(file);
          file.writeAll(content);
        },
        '--to',
      );
    }
    for (const [i, [path]] of files.entries()) onPath(path, () => written[i]?.moveIn(), '--to');
  } catch (error) {
    for (const file of written) file.remove();
    throw error;
  }
}

/**
 * Whether the folder holds an earlier export alone. One that was killed may have left temporary files; one of a former version
 * also weights without a model.json, which are taken for the same model's by their length.
 */
function isExport(folder: string, found: readonly string[], weightBytes: number): boolean {
  if (!found.every((name) => name === MODEL || name === WEIGHTS || isTemporaryOf(name, [MODEL, WEIGHTS])))
    return false;
  if (found.includes(MODEL)) return isOurs(join(folder, MODEL));
  if (!found.includes(WEIGHTS)) return true;
  const weights = lstatSync(join(folder, WEIGHTS));
  return weights.isFile() && weights.size === weightBytes;
}

function isOurs(path: string): boolean {
  try {
    const json: unknown = JSON.parse(readWholeFile(path, MOST_JSON_BYTES).toString('utf8'));
    const { generatedBy } = json as { generatedBy?: unknown };
    return typeof generatedBy === 'string' && generatedBy.startsWith(`${programName} `);
  } catch {
    return false;
  }
}
