import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UsageError } from '../errors.js';
import { programName } from '../version.js';
import { type RunEnvironment, readEnvironment } from './configJson.js';
import { onReading, readJsonObject } from './damage.js';
import { foldsFileName } from './folds.js';
import { restore } from './hiddenFolders.js';
import { metricsFileName } from './metrics.js';
import { predictionsFileName } from './predictions.js';
import { readSummary } from './readSummary.js';
import {
  bestCheckpoint,
  configFileName,
  isRunFolder,
  lastCheckpoint,
  RunFolder,
  standardInputCopy,
} from './runFolder.js';
import { type Summary, summaryFileName } from './summary.js';
import { testRowsFileName } from './testRows.js';
import { traceFileName } from './trace.js';

/** What a run writes that is read again later. */
export const filesToKeep = [
  configFileName,
  metricsFileName,
  predictionsFileName,
  summaryFileName,
  foldsFileName,
  traceFileName,
  testRowsFileName,
  standardInputCopy,
  lastCheckpoint,
  bestCheckpoint,
];

/** A run's folder as an earlier process left it. */
export interface EarlierRun {
  folder: RunFolder;
  /** What config.json holds, not yet checked. */
  content: Record<string, unknown>;
  environment: RunEnvironment;
  /** There once the run has ended in order. */
  summary: Summary | undefined;
}

/**
 * Reads what a run's folder says of the run.
 *
 * @throws UsageError if the folder is not one that a run made
 * @throws AdamTrainError (exit code 1) if its config.json or summary is damaged
 */
export function readRun(path: string): EarlierRun {
  checkRunFolder(path);
  const configPath = join(path, configFileName);
  const content = readJsonObject(configPath);
  const summaryPath = join(path, summaryFileName);
  return {
    folder: new RunFolder(basename(resolve(path)), path, { chosenBy: 'an earlier run' }),
    content,
    environment: readEnvironment(content, configPath),
    summary: existsSync(summaryPath) ? readSummary(summaryPath) : undefined,
  };
}

/**
 * @throws UsageError for a path that is no run folder, with what runs there are instead
 */
export function checkRunFolder(path: string): void {
  restore(resolve(path));
  if (isRunFolder(path)) return;
  const rule = `The run folder must be one that ${programName} made, got ${path}`;
  if (kindOf(path) !== 'folder') {
    throw new UsageError(`${rule}, which is no folder; name one such as out/run-001.`);
  }
  const runs = onReading(path, () => readdirSync(path)).filter((name) => isRunFolder(join(path, name)));
  const example = runs.sort().at(-1);
  throw new UsageError(
    example === undefined
      ? `${rule}, which has no config.json of ours; name one such as out/run-001.`
      : `${rule}, which has run folders in it; name one of them, such as ${join(path, example)}.`,
  );
}

/** What stands at the path; undefined where nothing does, or nothing that can be looked at. */
function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

/**
 * Where a run's file of data is: seen from the run's folder, or, for an older run, from where it began or from here. A copy of
 * standard input is in the run's folder, which may have been moved since.
 *
 * @param path as the settings have it
 */
export function findData(path: string, earlier: EarlierRun): string {
  const { folder, environment } = earlier;
  const copy = basename(path) === standardInputCopy ? [folder.file(standardInputCopy)] : [];
  const { workingDirectory } = environment;
  const places =
    workingDirectory === undefined ? fromFolder(path, earlier) : fromThere(path, workingDirectory);
  return [...places, ...copy].find((place) => existsSync(place)) ?? places[0] ?? path;
}

/** The path as it is read, and the same where a part of the folder's path is a link. */
function fromFolder(path: string, { folder, content }: EarlierRun): string[] {
  return [path, resolve(realpathSync(folder.path), String(content['data']))];
}

function fromThere(path: string, workingDirectory: string): string[] {
  const there = resolve(workingDirectory, path);
  return there === resolve(path) ? [path] : [there, path];
}
