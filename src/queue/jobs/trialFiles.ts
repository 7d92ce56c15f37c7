import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { flatSettings, type TrainConfig } from '../../config/trainConfig.js';
import { backends } from '../../engine/settings.js';
import { ensureDirectory } from '../../files/directories.js';
import { leftToSystem } from '../../files/diskWait.js';
import { type RunEnvironment, rewriteConfig } from '../../run/configJson.js';
import { foldsFileName } from '../../run/folds.js';
import { metricsFileName } from '../../run/metrics.js';
import { predictionsFileName } from '../../run/predictions.js';
import {
  bestCheckpoint,
  checkpointFolder,
  configFileName,
  lastCheckpoint,
  type RunFolder,
} from '../../run/runFolder.js';
import { summaryFileName } from '../../run/summary.js';
import { traceFileName } from '../../run/trace.js';
import { isLittle, type TrialResult } from '../../sweep/trial.js';
import { parseResult } from '../../sweep/trialRecord.js';
import { programName } from '../../version.js';
import type { Redis } from '../server/bullmq.js';
import { contentOf, FilesGone, type StoredFile, storedFiles } from './storedFiles.js';

// A trial's files on their way between machines. Where a file goes is said here: nothing on the server says it.

/** What came of the trial, as its record has it. */
const resultName = 'result.json';
/** What says how the trial went. */
const record = [metricsFileName, summaryFileName, foldsFileName, traceFileName];
/** What makes predictions of it, and lets it go on. */
const model = [predictionsFileName, lastCheckpoint, bestCheckpoint];

/** Names on the way are the same on all systems. */
function onWay(name: string): string {
  return name.replaceAll('\\', '/');
}

/**
 * The files of a trial's folder, to be stored.
 *
 * @param what `model`: whether with its checkpoints and predictions; `result`: what came of it, once it has ended
 */
export function filesToSend(folder: string, what: { model: boolean; result?: TrialResult }) {
  const files = [...(what.model ? model : []), ...record, configFileName]
    .filter((name) => existsSync(join(folder, name)))
    .map((name) => ({ name: onWay(name), content: [readFileSync(join(folder, name))] }));
  if (what.result === undefined) return files;
  return [...files, { name: resultName, content: [Buffer.from(JSON.stringify(what.result))] }];
}

/**
 * Brings a trial's files into its folder. config.json is written last, which makes the folder a run's, and by the settings of this
 * side: another's paths mean nothing here.
 *
 * @returns what came of the trial, if that is among the files
 * @throws FilesGone where they are not whole
 */
export async function bringFiles(
  client: Redis,
  key: string,
  folder: RunFolder,
  config: TrainConfig,
): Promise<TrialResult | undefined> {
  const found = await storedFiles(client, key);
  const read = async (name: string) => {
    const file = found.find((one) => one.name === onWay(name));
    return file && wholeOf(client, key, file);
  };
  const said = await read(resultName);
  const result = said && parseResult(parsed(said));
  const contents: [name: string, content: Buffer][] = [];
  for (const name of [...model, ...record]) {
    const content = await read(name);
    if (content !== undefined) contents.push([name, content]);
  }
  const noted = await read(configFileName);
  const environment = noted && environmentOf(noted);
  const write = () => {
    for (const [name, content] of contents) {
      ensureDirectory(folder.path);
      if (model.indexOf(name) > 0) folder.ensureFolder(checkpointFolder);
      folder.write(name, content);
    }
    if (environment !== undefined) rewriteConfig(folder, flatSettings(config), environment);
  };
  // As where this machine trains it.
  if (result !== undefined && isLittle(result.seconds)) leftToSystem(write);
  else write();
  return result;
}

async function wholeOf(client: Redis, key: string, file: StoredFile): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of contentOf(client, key, file)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const text = z.string().max(100);
const environmentSchema = z.object({
  program: z.literal(programName),
  version: text,
  node: text.optional(),
  platform: text.optional(),
  engine: z.enum(backends),
  fma: z.boolean().optional(),
  dataSha256: text.optional(),
});

function environmentOf(content: Buffer): RunEnvironment {
  const config = parsed(content) as { environment?: unknown } | undefined;
  const { data } = environmentSchema.safeParse(config?.environment);
  if (data === undefined) throw new FilesGone(`${configFileName} is none of ours`);
  return data as RunEnvironment;
}

function parsed(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    return undefined;
  }
}
