import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { flatSettings, type TrainConfig } from '../../config/trainConfig.js';
import { backends } from '../../engine/settings.js';
import { ensureDirectory } from '../../files/directories.js';
import { leftToSystem } from '../../files/diskWait.js';
import { MOST_JSON_BYTES } from '../../files/readWholeFile.js';
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
const record = [metricsFileName, foldsFileName, traceFileName, summaryFileName];
/** What makes predictions of it, and lets it go on. */
const model = [predictionsFileName, lastCheckpoint, bestCheckpoint];

/** A table or a checkpoint of a trial is smaller; they are joined in memory. */
const MOST_BYTES = 2 ** 30;

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

/** What was brought of a trial. */
export interface BroughtFiles {
  /** What came of it, if that is among the files. */
  result: TrialResult | undefined;
  /** Of where it was trained, if a run's files are among them. */
  environment: RunEnvironment | undefined;
}

/**
 * Brings a trial's files into its folder, in place of what is there. config.json is written first, which makes the folder a run's,
 * whatever ends the process then, and by the settings of this side: another's paths mean nothing here. The summary is written after all
 * that it speaks of.
 *
 * @param check throws where what was brought cannot be the trial's, before anything is written
 * @throws FilesGone where they are not whole
 */
export async function bringFiles(
  client: Redis,
  key: string,
  folder: RunFolder,
  config: TrainConfig,
  check: (brought: BroughtFiles) => void = () => {},
): Promise<BroughtFiles> {
  const found = await storedFiles(client, key);
  const read = async (name: string) => {
    const file = found.find((one) => one.name === onWay(name));
    if (file === undefined) return undefined;
    const most = name.endsWith('.json') ? MOST_JSON_BYTES : MOST_BYTES;
    if (file.bytes > most) throw new FilesGone(`${onWay(name)} is larger than a trial's`);
    return wholeOf(client, key, file);
  };
  const noted = await read(configFileName);
  const environment = noted && environmentOf(noted);
  const said = await read(resultName);
  const result = said && parseResult(parsed(said));
  check({ result, environment });
  const contents: [name: string, content: Buffer | undefined][] = [];
  for (const name of [...model, ...record]) contents.push([name, await read(name)]);
  const write = () => {
    ensureDirectory(folder.path);
    if (environment !== undefined) rewriteConfig(folder, flatSettings(config), environment);
    for (const [name, content] of contents) {
      if (content === undefined) {
        rmSync(folder.file(name), { force: true }); // of an earlier attempt
        continue;
      }
      if (model.indexOf(name) > 0) folder.ensureFolder(checkpointFolder);
      folder.write(name, content);
    }
  };
  // As where this machine trains it.
  if (result !== undefined && isLittle(result.seconds)) leftToSystem(write);
  else write();
  return { result, environment };
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
