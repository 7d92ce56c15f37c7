import { existsSync, readdirSync, rmSync } from 'node:fs';
import * as z from 'zod';
import { AdamTrainError } from '../errors.js';
import { onPath } from '../files/fileErrors.js';
import { damaged, readJsonObject } from '../run/damage.js';
import { trialFolders } from '../run/listFolders.js';
import type { RunFolder } from '../run/runFolder.js';
import { recordFileName, trialEnd, trialStatuses } from '../run/trialStatus.js';
import { metricNames } from './metric.js';
import { type Trial, type TrialResult, trialFolderName } from './trial.js';

// What came of a trial stands in its folder before anything depends on it: a sweep that is killed goes on from there.

/** The last result is of the last rung that the trial reached. */
export interface TrialRecord extends Trial {
  /** The digest of all settings that it is trained with. */
  settings: string;
  results: { until: number | null; result: TrialResult }[];
}

const figure = z.number().nullable();
const resultSchema = z.looseObject({
  status: z.enum(trialStatuses),
  epochs: z.number().int().nonnegative(),
  figures: z.partialRecord(z.enum([...metricNames, 'train_loss']), figure),
  losses: z.array(figure),
  reason: z.string().optional(),
  seconds: z.number().nonnegative(),
  worker: z.number().int().positive(),
});
const schema = z.looseObject({
  number: z.number().int().positive(),
  configuration: z.number().int().nonnegative(),
  settings: z.string(),
  values: z.record(z.string(), z.json()),
  seed: z.number().int().nonnegative(),
  results: z.array(
    z.looseObject({
      until: z.number().int().positive().nullable(),
      result: resultSchema,
    }),
  ),
});

/** Where a trial's record is in the sweep's folder. */
function recordOf(number: number): string {
  return `${trialFolderName(number)}/${recordFileName}`;
}

/** Writes what came of a trial, whole or not at all. */
export function writeRecord(folder: RunFolder, { number, ...record }: TrialRecord): void {
  folder.ensureFolder(trialFolderName(number));
  folder.writeJson(recordOf(number), { number, ...record });
}

/** Undefined if the file is not as a sweep writes it. */
function parsed(path: string): z.infer<typeof schema> | undefined {
  try {
    return schema.safeParse(readJsonObject(path)).data;
  } catch (error) {
    if (error instanceof AdamTrainError) return undefined;
    throw error;
  }
}

/**
 * What an earlier process knew of a trial; nothing where it knew nothing, or of other settings, or the file is damaged: it is trained
 * again then.
 *
 * @param settings the digest of the trial's
 */
export function readRecord(folder: RunFolder, { number }: Trial, settings: string): TrialRecord['results'] {
  const path = folder.file(recordOf(number));
  if (!existsSync(path)) return [];
  const data = parsed(path);
  if (data?.settings !== settings) return [];
  return data.results.map(({ until, result }) => ({ until, result: withNaN(result) }));
}

/** A trial's result as JSON has it; undefined for what is none. */
export function parseResult(value: unknown): TrialResult | undefined {
  const { data } = resultSchema.safeParse(value);
  return data && withNaN(data);
}

/** JSON has no NaN. */
function withNaN(result: z.infer<typeof resultSchema>): TrialResult {
  return { ...result, losses: result.losses.map((loss) => loss ?? Number.NaN) };
}

/**
 * What a sweep that has ended knows of a trial, with what came of it last.
 *
 * @throws AdamTrainError (exit code 1) if its record is missing or damaged
 */
export function readEnded(folder: RunFolder, number: number): { trial: Trial; result: TrialResult } {
  const path = folder.file(recordOf(number));
  const { data } = schema.safeParse(readJsonObject(path));
  const last = data?.results.at(-1);
  if (data === undefined || last === undefined) throw damaged(path, 'it does not say what came of its trial');
  const { configuration, values, seed } = data;
  return { trial: { number, configuration, values, seed }, result: withNaN(last.result) };
}

/** How many trials there are that an earlier process was through with. */
export function recordedTrials({ path }: RunFolder): number {
  return trialFolders(path).filter((trial) => trialEnd(trial)).length;
}

/** Takes the folders of the trials away that failed, so that these are trained again; gives how many there were. */
export function forgetFailed(folder: RunFolder): number {
  let forgotten = 0;
  for (const name of readdirSync(folder.path).filter((each) => /^trial-\d{4,}$/.test(each))) {
    if (trialEnd(folder.file(name))?.status !== 'failed') continue;
    onPath(folder.file(name), () => rmSync(folder.file(name), { recursive: true }), folder.chosenBy);
    forgotten++;
  }
  return forgotten;
}
