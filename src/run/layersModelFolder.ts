import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../errors.js';
import { toLayersModel } from '../model/layersModel.js';
import type { SavedModel } from '../model/savedModel.js';
import { version } from '../version.js';
import { writeAtomically } from './atomicFile.js';
import { ensureDirectory } from './directories.js';
import { onPath } from './fileErrors.js';
import { programName } from './runFolder.js';

const MODEL = 'model.json';
const WEIGHTS = 'weights.bin';

/**
 * Writes a model as a tfjs LayersModel (model.json and weights.bin) into a folder that is made if need be, or holds nothing
 * but an earlier export. At no moment does a model.json stand beside weights that are not its own.
 *
 * @param force whether to write into a folder that holds other files, which stay
 * @returns the paths of the two files
 * @throws UsageError if the folder holds other files and `force` is not set
 * @throws AdamTrainError (exit code 1) if the files cannot be written
 */
export function writeLayersModel(model: SavedModel, folder: string, force = false): string[] {
  const { json, weights } = toLayersModel(model, `${programName} ${version}`);
  const onFolder = <Result>(path: string, work: () => Result) => onPath(path, work, '--to');
  onFolder(folder, () => ensureDirectory(folder));
  const found = onFolder(folder, () => readdirSync(folder));
  if (found.length > 0 && !force && !isExport(folder, found)) {
    throw new UsageError(
      `--to must be a new or empty folder, or one with an earlier export alone, got ${folder}; choose another, or write into it with --force.`,
    );
  }
  const modelPath = join(folder, MODEL);
  const weightsPath = join(folder, WEIGHTS);
  onFolder(modelPath, () => rmSync(modelPath, { force: true }));
  onFolder(weightsPath, () => writeAtomically(weightsPath, Buffer.from(weights.buffer)));
  onFolder(modelPath, () => writeAtomically(modelPath, `${JSON.stringify(json, null, 2)}\n`));
  return [modelPath, weightsPath];
}

function isExport(folder: string, found: readonly string[]): boolean {
  if (!found.every((name) => name === MODEL || name === WEIGHTS)) return false;
  try {
    const json: unknown = JSON.parse(readFileSync(join(folder, MODEL), 'utf8'));
    const { generatedBy } = json as { generatedBy?: unknown };
    return typeof generatedBy === 'string' && generatedBy.startsWith(`${programName} `);
  } catch {
    return false;
  }
}
