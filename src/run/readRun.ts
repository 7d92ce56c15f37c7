import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { AdamTrainError, UsageError } from '../errors.js';
import type { RunEnvironment } from './configFile.js';
import { isRunFolder, RunFolder } from './runFolder.js';
import type { Summary } from './summary.js';

/** The name under which a run's folder keeps what came by standard input. */
export const standardInputCopy = 'data.csv';

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
  if (!isRunFolder(path)) {
    throw new UsageError(
      `The run folder must be one that adam-train made, got ${path}; name one such as out/run-001.`,
    );
  }
  const content = JSON.parse(readFileSync(join(path, 'config.json'), 'utf8')) as Record<string, unknown>;
  return {
    folder: new RunFolder(basename(resolve(path)), path),
    content,
    environment: content['environment'] as RunEnvironment,
    summary: readSummary(join(path, 'summary.json')),
  };
}

function readSummary(path: string): Summary | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Summary;
  } catch (cause) {
    throw new AdamTrainError(`${path} is damaged; remove it and run again.`, undefined, { cause });
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
