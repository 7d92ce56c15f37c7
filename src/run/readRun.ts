import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type GivenTrainOptions, resolveTrainConfig } from '../config/resolve.js';
import { type TrainConfig, trainOptions } from '../config/trainOptions.js';
import { AdamTrainError, UsageError } from '../errors.js';
import type { TrainingStatus } from '../training/history.js';
import { damaged, onReading, readJsonObject } from './damage.js';
import { programName } from './runFolder.js';

/** What summary.json says that a chart shows. */
export interface RunOutcome {
  status: TrainingStatus;
  epochs: number;
  backend: string;
  bestEpoch?: number;
  bestOf?: 'val' | 'test';
}

/**
 * Reads config.json of a run folder back.
 *
 * @throws UsageError if the folder is not a run's
 * @throws AdamTrainError (exit code 1) if the file is damaged
 */
export function readRunConfig(folder: string): TrainConfig {
  const path = join(folder, 'config.json');
  if (kindOf(path) !== 'file') throw noRunFolder(folder);
  const json = readJsonObject(path);
  const environment = json['environment'] as { program?: unknown } | undefined;
  if (environment?.program !== programName) throw noRunFolder(folder);
  const known = Object.entries(json).filter(([key]) => Object.hasOwn(trainOptions, key));
  const given = Object.fromEntries(
    known.map(([key, value]) => [key, { name: key, text: String(value), value }]),
  ) as GivenTrainOptions;
  try {
    return resolveTrainConfig(given).config;
  } catch (error) {
    if (!(error instanceof AdamTrainError)) throw error;
    throw damaged(path, error.message.replace(/[.;].*$/s, ''));
  }
}

/** The error for a path that is no run folder, with what runs there are instead. */
function noRunFolder(folder: string): UsageError {
  const rule = `the folder must be one that ${programName} made for a run, got ${folder}`;
  if (kindOf(folder) !== 'folder') {
    return new UsageError(`${rule}, which is no folder; name one such as out/run-001.`);
  }
  const runs = onReading(folder, () => readdirSync(folder)).filter(
    (name) => kindOf(join(folder, name, 'config.json')) === 'file',
  );
  const example = runs.sort().at(-1);
  return new UsageError(
    example === undefined
      ? `${rule}, which has no config.json of ours; name one such as out/run-001.`
      : `${rule}, which has run folders in it; name one of them, such as ${join(folder, example)}.`,
  );
}

/** What stands at the path; undefined where nothing does, or nothing that can be looked at. */
function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    const stats = statSync(path);
    return stats.isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

/**
 * Reads summary.json of a run folder back.
 *
 * @throws AdamTrainError (exit code 1) if it is missing or damaged
 */
export function readOutcome(folder: string): RunOutcome {
  const path = join(folder, 'summary.json');
  const { status, epochs, backend, best_epoch: bestEpoch, best_of: bestOf } = readJsonObject(path);
  if (typeof status !== 'string') throw damaged(path, 'its status is no text');
  if (typeof backend !== 'string') throw damaged(path, 'its backend is no text');
  if (!isCount(epochs)) throw damaged(path, 'its epochs are no whole number');
  return {
    status: status as TrainingStatus,
    epochs,
    backend,
    ...(isCount(bestEpoch) ? { bestEpoch } : {}),
    ...(bestOf === 'val' || bestOf === 'test' ? { bestOf } : {}),
  };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
