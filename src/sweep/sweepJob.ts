import { availableParallelism } from 'node:os';
import { basename, resolve } from 'node:path';
import type { DataSize } from '../config/describe.js';
import type { GivenTrainSettings } from '../config/trainSettings.js';
import { AdamTrainError, exitCodes } from '../errors.js';
import { formatPlural } from '../format.js';
import type { JobWatcher } from '../job/job.js';
import { type LoadedData, loadData } from '../job/loadData.js';
import { beginRun, type OpenRun, openRun } from '../job/openRun.js';
import { damaged, readJsonObject } from '../run/damage.js';
import { isSweepFolder, RunFolder, spaceFileName } from '../run/runFolder.js';
import { summaryFileName } from '../run/summary.js';
import type { Resolved } from '../settings/given.js';
import { chartedSweep } from './chartedSweep.js';
import { drawBest, drawSweep } from './drawSweep.js';
import type { SweepPlan } from './plan.js';
import type { TrialPool } from './pool/trialPool.js';
import { WorkerPool } from './pool/workerPool.js';
import { lookaheadOf } from './proposer.js';
import { resolveSweep } from './resolve.js';
import { type SweepSummary, summarizeSweep, writeBest } from './results.js';
import { runSweep, type SweepOutcome, type SweepWatcher } from './runSweep.js';
import { withSpaceFile, writeSpace } from './spaceFile.js';
import { tidyTrials } from './tidyTrials.js';
import { forgetFailed } from './trialRecord.js';

/** What a sweep is run with beside its plan. */
export interface SweepOptions {
  /** Trials that train at a time; the cores that there are, if absent. */
  workers: number | undefined;
  /** Opens what trains them; processes of this machine if absent. */
  open?: ((sweep: PooledSweep) => Promise<TrialPool>) | undefined;
  /** Ends what the process holds if it ends before. */
  guard: NonNullable<JobWatcher['guard']>;
  onReading?: NonNullable<JobWatcher['onReading']>;
  /** Follows the sweep, once its folder has its name. */
  watch: (plan: SweepPlan, folder: RunFolder, scale: SweepScale) => SweepWatcher;
}

/** A sweep whose trials a pool is to train. */
export interface PooledSweep {
  plan: SweepPlan;
  /** Locked by this process. */
  folder: RunFolder;
  /** Of the data that each trial is to have. */
  dataSha256: string;
}

/** How much there is to do, and who does it. */
export interface SweepScale {
  /** Processes of this machine; undefined where others train. */
  workers: number | undefined;
  data: CheckedData;
}

/** The data of the first trial, without the rows. */
type CheckedData = Omit<LoadedData, 'data' | 'folds'> & { size: DataSize };

export interface FinishedSweep {
  plan: SweepPlan;
  folder: RunFolder;
  outcome: SweepOutcome;
  summary: SweepSummary;
}

/**
 * A whole sweep: from its plan to its folder.
 *
 * @throws AdamTrainError if the data cannot be trained on, or a file cannot be written
 */
export async function newSweep(plan: SweepPlan, options: SweepOptions): Promise<FinishedSweep> {
  const { common } = plan;
  const { data, output } = common;
  // Data that no trial could be trained on are known before there is a folder.
  const loaded = await checkedData(common, options);
  const begun = beginRun(
    { ...output, prefix: 'sweep', data: data.source === 'file' ? data.path : undefined },
    options.guard,
    spaceFileName,
  );
  try {
    const run = begun.publish((folder) => writeSpace(folder, plan, loaded.sha256));
    try {
      return await finished(plan, run, loaded, options);
    } finally {
      run.close();
    }
  } finally {
    begun.close();
  }
}

/**
 * Goes on with a sweep: trains what is missing.
 *
 * @param failed whether what failed is trained again
 * @param flags how it is shown
 * @returns what came of it, or a sentence that says why there is nothing to go on with
 * @throws UsageError if another process works in its folder
 * @throws AdamTrainError with exit code 3 if the data are no longer what they were
 */
export async function resumeSweep(
  path: string,
  { failed, flags, ...options }: SweepOptions & { failed: boolean; flags: GivenTrainSettings },
): Promise<FinishedSweep | string> {
  const run = openRun(
    new RunFolder(basename(resolve(path)), path, { chosenBy: 'an earlier run' }),
    options.guard,
    spaceFileName,
  );
  try {
    const { folder } = run;
    const content = readJsonObject(folder.file(spaceFileName));
    if (!isSweepFolder(path)) throw damaged(folder.file(spaceFileName), 'it does not say what made it');
    const { config: plan } = planOf(content, folder, flags);
    const summary = readSummary(folder);
    const isOver = summary?.status === 'completed';
    if (isOver && (!failed || summary.trials.failed === undefined)) {
      const again =
        summary.trials.failed === undefined ? '' : ' Give --failed to train those again that failed.';
      return `${path} is finished: ${formatPlural(summary.trials.total, 'trial')} ended.${again}`;
    }
    const loaded = await checkData(content, plan, path, options);
    if (failed) forgetFailed(folder);
    folder.sweep(summaryFileName);
    return await finished(plan, run, loaded, options);
  } finally {
    run.close();
  }
}

function planOf(content: object, folder: RunFolder, flags: GivenTrainSettings): Resolved<SweepPlan> {
  const file = folder.file(spaceFileName);
  const given = withSpaceFile({ fixed: flags, texts: {}, sweep: {} }, content, file, folder.path);
  return resolveSweep(given);
}

function readSummary(folder: RunFolder): SweepSummary | undefined {
  try {
    return readJsonObject(folder.file(summaryFileName)) as unknown as SweepSummary;
  } catch (error) {
    if (error instanceof AdamTrainError) return undefined; // it has not ended yet
    throw error;
  }
}

async function checkData(
  content: Record<string, unknown>,
  { common }: SweepPlan,
  path: string,
  options: SweepOptions,
): Promise<CheckedData> {
  const loaded = await checkedData(common, options);
  const { dataSha256 } = (content['environment'] ?? {}) as { dataSha256?: unknown };
  if (dataSha256 === loaded.sha256) return loaded;
  throw new AdamTrainError(
    `The data must be those that ${path} began with, and their content has changed; put the old file back, or sweep anew.`,
    exitCodes.badData,
  );
}

/** Loads what trials are trained on, as each of them will. */
async function checkedData(common: SweepPlan['common'], options: SweepOptions): Promise<CheckedData> {
  const { data, folds, ...loaded } = await loadData(common, options);
  folds?.release();
  const { train, val, test } = data;
  const rows = train.x.rows + (val?.x.rows ?? 0) + test.x.rows;
  return { ...loaded, size: { rows, features: train.x.columns } };
}

async function finished(
  plan: SweepPlan,
  run: OpenRun,
  loaded: CheckedData,
  options: SweepOptions,
): Promise<FinishedSweep> {
  const { folder } = run;
  const started = performance.now();
  const { sha256: dataSha256 } = loaded;
  const { open = localPool(options.workers) } = options;
  const pool = await open({ plan, folder, dataSha256 });
  const release = options.guard(() => void pool.close());
  try {
    const watcher = options.watch(plan, folder, { workers: pool.workers, data: loaded });
    const outcome = await runSweep(plan, folder, { pool, dataSha256, watcher });
    const seconds = (performance.now() - started) / 1000;
    const summary = summarizeSweep(plan, outcome, { folder, seconds });
    writeBest(folder, plan, outcome);
    if (outcome.status !== 'interrupted') {
      if (plan.keep !== 'none') await drawBest(folder, outcome.standings);
      await drawSweep(folder, chartedSweep(plan, outcome, { name: folder.name, size: loaded.size }));
      folder.writeJson(summaryFileName, summary);
      tidyTrials(folder, plan, outcome.ended, outcome.standings);
    }
    return { plan, folder, outcome, summary };
  } finally {
    release();
    await pool.close();
  }
}

/** Processes of this machine. More than trials may be on their way at a time would wait for ever. */
function localPool(asked: number | undefined): NonNullable<SweepOptions['open']> {
  const cores = availableParallelism();
  return async ({ plan }) => {
    const workers = Math.min(asked ?? cores, lookaheadOf(plan) * plan.repeats);
    return new WorkerPool(workers, Math.max(1, Math.floor(cores / workers)));
  };
}
