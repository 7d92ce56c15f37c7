import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withFileValues } from '../../config/configFileValues.js';
import { momentarySettings } from '../../config/outputSettings.js';
import { resolveTrainConfig } from '../../config/resolveTrain.js';
import type { TrainConfig } from '../../config/trainConfig.js';
import { type TrainSettingName, trainTable } from '../../config/trainSettings.js';
import { AdamTrainError } from '../../errors.js';
import { RunFolder } from '../../run/runFolder.js';
import type { TrialWorkers } from '../../sweep/pool/trialWorkers.js';
import { settingsDigest } from '../../sweep/settingsDigest.js';
import { failed, isComplete, type TrialResult, trialFolderName } from '../../sweep/trial.js';
import { version } from '../../version.js';
import type { FetchedData } from '../jobs/dataFile.js';
import { type QueuePlace, ranksKey, resultKey, startKey } from '../jobs/place.js';
import { storeFiles } from '../jobs/storedFiles.js';
import { bringFiles, filesToSend } from '../jobs/trialFiles.js';
import { jobIdOf, readJob, scoreOf, type TrialJob } from '../jobs/trialJob.js';
import type { Redis } from '../server/bullmq.js';

// What a worker makes of a job: it checks all that the job says, trains the trial in a folder of its own, and puts what came of it on
// the server.

/** So many of the best trials come back whole, as a sweep keeps them. */
const BEST = 3;
/** What nobody is told of is gone after this; it stays once the job has ended. */
const SECONDS_KEPT = 3600;

/** The job can be done by no worker. By this name BullMQ knows that there is no use in another attempt. */
class WrongJob extends Error {
  override name = 'UnrecoverableError';
}

/** This worker can do none of the sweep's jobs, and others may. */
export class WrongWorker extends AdamTrainError {}

/** What a worker has. */
export interface WorkerMeans {
  place: QueuePlace;
  client: Redis;
  processes: TrialWorkers;
  data: FetchedData;
  /** Its own, for what it trains. */
  folder: string;
}

/**
 * A job of the queue, checked.
 *
 * @throws WrongJob for what is none, WrongWorker if it is another version's
 */
export function checkedJob({ id, data }: { id?: string; data: unknown }): TrialJob {
  const job = readJob(data);
  if (job === undefined) throw new WrongJob('It is no trial of a sweep.');
  if (id !== jobIdOf(job.sweep, { number: job.trial, until: job.until })) {
    throw new WrongJob('Its name is not that of its trial.');
  }
  if (minor(job.version) !== minor(version)) {
    throw new WrongWorker(
      `The sweep is of adam-train ${job.version}, and this worker of ${version}; install the same version on both sides.`,
    );
  }
  return job;
}

function minor(text: string): string {
  return text.split('.').slice(0, 2).join('.');
}

/**
 * Trains a job's trial.
 *
 * @param token of this attempt
 * @returns undefined if it was stopped
 * @throws WrongJob if no worker can train it, WrongWorker if this one cannot, Error for what may go well another time
 */
export async function trainJob(
  { place, client, processes, data, folder }: WorkerMeans,
  id: string,
  token: string,
  job: TrialJob,
): Promise<TrialResult | undefined> {
  const path = job.hasFile ? await data.pathOf(job.dataSha256) : undefined;
  const out = join(folder, `${id}-${token}`.replace(/[^a-z0-9-]/gi, '-'));
  const name = trialFolderName(job.trial);
  const config = configOf(job, path, { out, name });
  try {
    const own = new RunFolder(name, join(out, name));
    if (job.goesOn) await bringFiles(client, startKey(place, id), own, config);
    const { until, dataSha256 } = job;
    const ceilings = job.ceilings?.map((one) => one ?? Number.NaN);
    const task = { number: job.trial, config, dataSha256, until, ceilings };
    const { answer } = await processes.train(task);
    if (answer.kind === 'stopped') return undefined;
    if (answer.kind === 'hopeless') throw new WrongWorker(answer.sentence, answer.exitCode);
    if (answer.kind === 'failed' && !answer.isForeseen) throw new Error(answer.reason);
    const result = answer.kind === 'failed' ? failed(answer.reason, 1) : { ...answer.result, worker: 1 };
    const model = await returnsModel(client, place, job, result);
    const files = filesToSend(own.path, { model, result });
    await storeFiles(client, resultKey(place, id, token), files, SECONDS_KEPT);
    return result;
  } finally {
    // Nobody waits for it, and the folder around it goes at the end.
    rm(out, { recursive: true, force: true }).catch(() => {});
  }
}

/** Settings that name paths, or are of the moment: a job has none of them. */
const forbidden = (Object.keys(trainTable) as TrainSettingName[]).filter(
  (key) => ('isPath' in trainTable[key] && trainTable[key].isPath) || momentarySettings.includes(key),
);

function configOf(
  { settings, settingsDigest: digest }: TrialJob,
  data: string | undefined,
  { out, name }: { out: string; name: string },
): TrainConfig {
  const wrong = forbidden.find((key) => Object.hasOwn(settings, key));
  if (wrong !== undefined) throw new WrongJob(`Its settings must name no ${wrong}.`);
  try {
    const given = withFileValues({}, { ...settings, ...(data && { data }) }, 'the job', '.').given;
    const { config } = resolveTrainConfig(given);
    if (settingsDigest(() => config) !== digest) {
      throw new WrongJob('Its settings are read otherwise here than where the sweep is.');
    }
    return { ...config, output: { ...config.output, out, name, force: true, quiet: true } };
  } catch (error) {
    if (error instanceof AdamTrainError) throw new WrongJob(error.message);
    throw error;
  }
}

/**
 * Whether the trial's checkpoints and predictions are to come back: where only the best keep theirs, if it is among the best that have
 * ended so far.
 */
async function returnsModel(
  client: Redis,
  place: QueuePlace,
  { returns, sweep, trial, metric }: TrialJob,
  result: TrialResult,
): Promise<boolean> {
  if (returns !== 'best') return returns === 'all';
  const { [metric]: value } = result.figures;
  if (!isComplete(result) || typeof value !== 'number' || !Number.isFinite(value)) return false;
  const key = ranksKey(place, sweep);
  const member = String(trial).padStart(10, '0'); // of equal ones the earlier is the better
  await client.zadd(key, scoreOf(metric, value), member);
  await client.expire(key, 30 * 24 * 3600);
  return ((await client.zrank(key, member)) ?? 0) < BEST;
}
