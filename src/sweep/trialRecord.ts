import { existsSync, readdirSync, rmSync } from 'node:fs';
import * as z from 'zod';
import { onPath } from '../files/fileErrors.js';
import { readJsonObject } from '../run/damage.js';
import type { RunFolder } from '../run/runFolder.js';
import { metricNames } from './metric.js';
import { type Trial, type TrialResult, trialFolderName, trialStatuses } from './trial.js';

// What came of a trial stands in its folder before anything depends on it: a sweep that is killed goes on from there.

const fileName = 'trial.json';

/** The last result is of the last rung that the trial reached. */
interface TrialRecord extends Trial {
  results: { until: number | null; result: TrialResult }[];
}

const figure = z.number().nullable();
const schema = z.looseObject({
  number: z.number().int().positive(),
  configuration: z.number().int().nonnegative(),
  values: z.record(z.string(), z.json()),
  seed: z.number().int().nonnegative(),
  results: z.array(
    z.looseObject({
      until: z.number().int().positive().nullable(),
      result: z.looseObject({
        status: z.enum(trialStatuses),
        epochs: z.number().int().nonnegative(),
        figures: z.partialRecord(z.enum([...metricNames, 'train_loss']), figure),
        losses: z.array(figure),
        reason: z.string().optional(),
        seconds: z.number().nonnegative(),
        worker: z.number().int().positive(),
      }),
    }),
  ),
});

/** Where a trial's record is in the sweep's folder. */
function recordOf(number: number): string {
  return `${trialFolderName(number)}/${fileName}`;
}

/** Writes what came of a trial, whole or not at all. */
export function writeRecord(
  folder: RunFolder,
  { number, ...trial }: Trial,
  results: TrialRecord['results'],
): void {
  folder.ensureFolder(trialFolderName(number));
  folder.writeJson(recordOf(number), { number, ...trial, results });
}

/**
 * What an earlier process knew of a trial; undefined where it knew nothing, or of another trial than the one that has the number now.
 *
 * @throws AdamTrainError (exit code 1) if the file is not as a sweep writes it
 */
export function readRecord(folder: RunFolder, trial: Trial): TrialRecord['results'] {
  const path = folder.file(recordOf(trial.number));
  if (!existsSync(path)) return [];
  const { success, data } = schema.safeParse(readJsonObject(path));
  if (!success) return [];
  const isSame = JSON.stringify(data.values) === JSON.stringify(trial.values) && data.seed === trial.seed;
  if (!isSame) return [];
  return data.results.map(({ until, result }) => ({
    until,
    // JSON has no NaN.
    result: { ...result, losses: result.losses.map((loss) => loss ?? Number.NaN) },
  }));
}

/** Takes the folders of the trials away that failed, so that these are trained again. */
export function forgetFailed(folder: RunFolder): void {
  for (const name of readdirSync(folder.path).filter((each) => /^trial-\d{4,}$/.test(each))) {
    const path = folder.file(`${name}/${fileName}`);
    if (!existsSync(path)) continue;
    const { data } = schema.safeParse(readJsonObject(path));
    if (data?.results.at(-1)?.result.status !== 'failed') continue;
    onPath(folder.file(name), () => rmSync(folder.file(name), { recursive: true }), folder.chosenBy);
  }
}
