import { join } from 'node:path';
import { withFileValues } from '../../config/configFileValues.js';
import { momentarySettings } from '../../config/outputSettings.js';
import { resolveTrainConfig } from '../../config/resolveTrain.js';
import type { TrainConfig } from '../../config/trainConfig.js';
import { type TrainSettingName, trainTable } from '../../config/trainSettings.js';
import { AdamTrainError, exitCodes } from '../../errors.js';
import { unforeseen } from '../../files/fileErrors.js';
import { RunFolder } from '../../run/runFolder.js';
import type { TrialWorkers } from '../../sweep/pool/trialWorkers.js';
import { settingsDigest } from '../../sweep/settingsDigest.js';
import { BEST } from '../../sweep/tidyTrials.js';
import { failed, isComplete, type TrialResult, trialFolderName } from '../../sweep/trial.js';
import { printable } from '../../text.js';
import { version } from '../../version.js';
import type { FetchedData } from '../jobs/dataFile.js';
import { type QueuePlace, ranksKey, resultKey, SECONDS_KEPT, startKey } from '../jobs/place.js';
import { FilesGone } from '../jobs/storedFiles.js';
import { storeFiles } from '../jobs/storeFiles.js';
import { bringFiles, filesToSend } from '../jobs/trialFiles.js';
import { jobIdOf, readJob, scoreOf, type TrialJob } from '../jobs/trialJob.js';
import type { Redis } from '../server/bullmq.js';
import { untilDone } from '../server/busy.js';
import type { DiedInARow } from './diedInARow.js';
import { removeFolder } from './workerFolder.js';

// What a worker makes of a job: it checks all that the job says, trains the trial in a folder of its own, and puts what came of it on
// the server.

/** The job can be done by no worker. By this name BullMQ knows that there is no use in another attempt. */
class WrongJob extends Error {
  override name = 'UnrecoverableError';
}

/** This worker can train nothing any more, and others may. */
export class WrongWorker extends AdamTrainError {}

/** This worker leaves the job to others, or to a later time. */
export class NotNow extends Error {
  /** @param sentence to be said once */
  constructor(readonly sentence: string) {
    super(sentence);
  }
}

/** What a worker has. */
export interface WorkerMeans {
  place: QueuePlace;
  client: Redis;
  processes: TrialWorkers;
  data: FetchedData;
  /** Its own, for what it trains. */
  folder: string;
  died: DiedInARow;
  /** Told what a server says that can do nothing for now, as often as it says so. */
  onBusy: (why: string) => void;
}

/**
 * A job of the queue, checked.
 *
 * @throws WrongJob for what is none, NotNow if it is another version's
 */
export function checkedJob({ id, data }: { id?: string; data: unknown }): TrialJob {
  const job = readJob(data);
  if (job === undefined) throw new WrongJob('It is no trial of a sweep.');
  const { sweep, trial: number, until, settingsDigest: digest } = job;
  if (id !== jobIdOf(sweep, { number, until, digest })) {
    throw new WrongJob('Its name is not that of its trial.');
  }
  if (!trainAlike(job.version, version)) {
    throw new NotNow(
      `The sweep ${sweep} is of adam-train ${printable(job.version)}, and this worker of ${version}: its trials are left to others; install the same version on both sides.`,
    );
  }
  return job;
}

/** Whether two versions give a trial the same numbers: those that differ in their last number do, a candidate (1.0.0-rc.1) only itself. */
export function trainAlike(one: string, other: string): boolean {
  const minor = (text: string) => text.split('.').slice(0, 2).join('.');
  return one === other || (![one, other].some((text) => text.includes('-')) && minor(one) === minor(other));
}

/**
 * Trains a job's trial.
 *
 * @param token of this attempt
 * @returns undefined if it was stopped
 * @throws WrongJob if no worker can train it, NotNow where the server lacks its data, WrongWorker if this machine is to blame, Error for
 *   what may go well another time
 */
export async function trainJob(
  { place, client, processes, data, folder, died, onBusy }: WorkerMeans,
  id: string,
  token: string,
  job: TrialJob,
): Promise<TrialResult | undefined> {
  const path = job.hasFile ? await pathOf(data, job) : undefined;
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
    const hasDied = answer.kind === 'failed' && !answer.isForeseen;
    died.see(id, hasDied ? answer.reason : undefined);
    if (answer.kind === 'stopped') return undefined;
    if (answer.kind === 'hopeless') {
      // The data are those that the job names, and so it names others than its sweep's.
      if (answer.exitCode === exitCodes.badData) throw new WrongJob(answer.sentence);
      throw new WrongWorker(answer.sentence, answer.exitCode);
    }
    if (answer.kind === 'failed' && !answer.isForeseen) throw new Error(answer.reason);
    const result = answer.kind === 'failed' ? failed(answer.reason, 1) : { ...answer.result, worker: 1 };
    await untilDone(async () => {
      const model = await returnsModel(client, place, job, result);
      const files = filesToSend(own.path, { model, result });
      await storeFiles(client, resultKey(place, id, token), files, SECONDS_KEPT);
    }, onBusy);
    return result;
  } catch (error) {
    // A full disk or the like is this machine's, and would fail every trial that it takes.
    const machines = error instanceof AdamTrainError ? undefined : unforeseen(error);
    throw machines === undefined ? error : new WrongWorker(machines.message, machines.exitCode);
  } finally {
    removeFolder(out);
  }
}

async function pathOf(data: FetchedData, { sweep, dataSha256 }: TrialJob): Promise<string> {
  try {
    return await data.pathOf(dataSha256);
  } catch (error) {
    if (!(error instanceof FilesGone)) throw error;
    throw new NotNow(`The data of the sweep ${sweep} are not on the server; its trials wait until they are.`);
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
  await client.expire(key, SECONDS_KEPT);
  return ((await client.zrank(key, member)) ?? 0) < BEST;
}
