import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../errors.js';
import { trainingStatuses } from '../training/history.js';
import { programName } from '../version.js';
import { bestCheckpoint, lastCheckpoint } from './checkpoint/checkpointWriter.js';
import { damaged, onReading, readJsonObject } from './damage.js';
import { type RunEnvironment, readEnvironment } from './environment.js';
import { restore } from './hiddenFolders.js';
import { isRunFolder, RunFolder, standardInputCopy } from './runFolder.js';
import type { Summary } from './summary.js';
import { traceFileName } from './trace.js';

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
 * @throws AdamTrainError (exit code 1) if its config.json or summary is damaged
 */
export function readRun(path: string): EarlierRun {
  checkRunFolder(path);
  const configPath = join(path, 'config.json');
  const content = readJsonObject(configPath);
  const summaryPath = join(path, 'summary.json');
  return {
    folder: new RunFolder(basename(resolve(path)), path, { chosenBy: 'an earlier run' }),
    content,
    environment: readEnvironment(content, configPath),
    summary: existsSync(summaryPath) ? readSummary(summaryPath) : undefined,
  };
}

const rows = z.number().int().nonnegative();
const summarySchema = z.looseObject({
  best_epoch: rows.nullable().optional(),
  train_rows: rows.optional(),
  val_rows: rows.optional(),
  test_rows: rows.optional(),
  features: rows.optional(),
});

function readSummary(path: string): Summary {
  const summary = readJsonObject(path);
  if (!(trainingStatuses as readonly unknown[]).includes(summary['status'])) {
    throw damaged(path, `its status is none of ${trainingStatuses.join(', ')}`);
  }
  if (!rows.safeParse(summary['epochs']).success) throw damaged(path, 'its epochs are no whole number');
  const [issue] = summarySchema.safeParse(summary).error?.issues ?? [];
  if (issue !== undefined) throw damaged(path, `its ${issue.path.join('.')} is no whole number`);
  return summary as unknown as Summary;
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
export function findData(path: string | undefined, earlier: EarlierRun): string | undefined {
  if (path === undefined) return undefined;
  const { folder, environment } = earlier;
  const copy = basename(path) === standardInputCopy ? [folder.file(standardInputCopy)] : [];
  const { workingDirectory } = environment;
  const places =
    workingDirectory === undefined ? fromFolder(path, earlier) : fromThere(path, workingDirectory);
  return [...places, ...copy].find((place) => existsSync(place)) ?? places[0];
}

/** The path as it is read, and the same where a part of the folder's path is a link. */
function fromFolder(path: string, { folder, content }: EarlierRun): string[] {
  return [path, resolve(realpathSync(folder.path), String(content['data']))];
}

function fromThere(path: string, workingDirectory: string): string[] {
  const there = resolve(workingDirectory, path);
  return there === resolve(path) ? [path] : [there, path];
}
