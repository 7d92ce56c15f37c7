import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UsageError } from '../errors.js';
import { bestCheckpoint, lastCheckpoint } from './checkpointWriter.js';
import type { RunEnvironment } from './configFile.js';
import { damaged, onReading, readJsonObject } from './damage.js';
import { isRunFolder, programName, RunFolder } from './runFolder.js';
import type { Summary } from './summary.js';
import { traceFileName } from './traceFile.js';

/** The name under which a run's folder keeps what came by standard input. */
export const standardInputCopy = 'data.csv';

/** What a run writes that is read again later. */
export const filesToKeep = [
  'config.json',
  'metrics.csv',
  'predictions.csv',
  'summary.json',
  traceFileName,
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
 * @throws AdamTrainError (exit code 1) if its summary is damaged
 */
export function readRun(path: string): EarlierRun {
  checkRunFolder(path);
  const content = readJsonObject(join(path, 'config.json'));
  const summaryPath = join(path, 'summary.json');
  return {
    folder: new RunFolder(basename(resolve(path)), path),
    content,
    environment: content['environment'] as RunEnvironment,
    summary: existsSync(summaryPath) ? readSummary(summaryPath) : undefined,
  };
}

function readSummary(path: string): Summary {
  const summary = readJsonObject(path);
  if (typeof summary['status'] !== 'string') throw damaged(path, 'its status is no text');
  if (!Number.isInteger(summary['epochs'])) throw damaged(path, 'its epochs are no whole number');
  return summary as unknown as Summary;
}

/**
 * @throws UsageError for a path that is no run folder, with what runs there are instead
 */
export function checkRunFolder(path: string): void {
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
 * Where a run's file of data is: seen from where the run began, or from here, or, for a copy of standard input, in the run's
 * folder, which may have been moved since.
 */
export function findData(path: string | undefined, earlier: EarlierRun): string | undefined {
  if (path === undefined) return undefined;
  const { folder, environment } = earlier;
  const here = resolve(path);
  const there = resolve(environment.workingDirectory, path);
  const inFolder = basename(path) === standardInputCopy ? [resolve(folder.file(standardInputCopy))] : [];
  const found = [there, here, ...inFolder].find((place) => existsSync(place));
  return found === undefined || found === there ? (here === there ? path : there) : found;
}
