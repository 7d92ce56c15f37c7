import { availableParallelism } from 'node:os';
import type { DataSize } from '../config/describe.js';
import type { JobWatcher } from '../job/job.js';
import { type LoadedData, loadData } from '../job/loadData.js';
import type { OpenRun } from '../job/openRun.js';
import { reportFileName } from '../pages/report.js';
import type { RunFolder } from '../run/runFolder.js';
import { summaryFileName } from '../run/summary.js';
import { chartedSweep } from './chartedSweep.js';
import { drawBest, drawSweep } from './drawSweep.js';
import type { SweepPlan } from './plan.js';
import type { TrialPool } from './pool/trialPool.js';
import { WorkerPool } from './pool/workerPool.js';
import { lookaheadOf } from './proposer.js';
import { sweepReport } from './report/sweepReport.js';
import { type SweepSummary, summarizeSweep, writeBest } from './results.js';
import { runSweep, type SweepOutcome, type SweepWatcher } from './runSweep.js';
import { tidyTrials } from './tidyTrials.js';
import { recordedTrials } from './trialRecord.js';

/** What a sweep is run with beside its plan. */
export interface SweepOptions {
  /** Trials that train at a time; the cores that there are, if absent. */
  workers: number | undefined;
  /** What trains them, if not processes of this machine do. */
  elsewhere?: Elsewhere | undefined;
  /** Ends what the process holds if it ends before. */
  guard: NonNullable<JobWatcher['guard']>;
  onReading?: NonNullable<JobWatcher['onReading']>;
  /** Follows the sweep, once its folder has its name. */
  watch: (plan: SweepPlan, folder: RunFolder, scale: SweepScale) => SweepWatcher;
}

/** What trains trials elsewhere than here. */
export interface Elsewhere {
  /** Where it is, as it may be shown and written. */
  shown: string;
  /** Looks whether it is there, before there is a folder. */
  meet: () => Promise<void>;
  open: (sweep: PooledSweep) => Promise<TrialPool>;
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
  /** Trials that an earlier process was through with. */
  there: number;
}

/** The data of the first trial, without the rows. */
export type CheckedData = Omit<LoadedData, 'data' | 'folds'> & { size: DataSize };

export interface FinishedSweep {
  plan: SweepPlan;
  folder: RunFolder;
  outcome: SweepOutcome;
  summary: SweepSummary;
}

/** Loads what trials are trained on, as each of them will. */
export async function checkedData(common: SweepPlan['common'], options: SweepOptions): Promise<CheckedData> {
  const { data, folds, ...loaded } = await loadData(common, options);
  folds?.release();
  const { train, val, test } = data;
  const rows = train.x.rows + (val?.x.rows ?? 0) + test.x.rows;
  return { ...loaded, size: { rows, features: train.x.columns } };
}

/**
 * Trains a sweep's trials and writes what came of them.
 *
 * @param run its folder
 */
export async function finishSweep(
  plan: SweepPlan,
  run: OpenRun,
  loaded: CheckedData,
  options: SweepOptions,
): Promise<FinishedSweep> {
  const { folder } = run;
  const started = performance.now();
  const { sha256: dataSha256 } = loaded;
  const { open } = options.elsewhere ?? { open: localPool(options.workers) };
  const pool = await open({ plan, folder, dataSha256 });
  const release = options.guard(() => void pool.close());
  try {
    const watcher = options.watch(plan, folder, {
      workers: pool.workers,
      data: loaded,
      there: recordedTrials(folder),
    });
    const outcome = await runSweep(plan, folder, { pool, dataSha256, watcher });
    const seconds = (performance.now() - started) / 1000;
    const { size } = loaded;
    const summary = summarizeSweep(plan, outcome, { folder, seconds, size });
    writeBest(folder, plan, outcome);
    if (outcome.status !== 'interrupted') {
      watcher.onTrained?.();
      if (plan.keep !== 'none') await drawBest(folder, outcome.standings);
      const { ended } = outcome;
      const charted = chartedSweep(plan, { ended, best: summary.best?.trial }, { name: folder.name, size });
      await drawSweep(folder, charted);
      if (!plan.common.output.noReport) {
        folder.write(reportFileName, sweepReport({ plan, path: folder.path, charted, ended, summary }));
      }
      folder.writeJson(summaryFileName, summary);
      tidyTrials(folder, plan, ended, outcome.standings);
    }
    return { plan, folder, outcome, summary };
  } finally {
    release();
    await pool.close();
  }
}

/** Processes of this machine. More than trials may be on their way at a time would wait for ever. */
function localPool(asked = availableParallelism()): Elsewhere['open'] {
  return async ({ plan }) => new WorkerPool(Math.min(asked, lookaheadOf(plan) * plan.repeats));
}
