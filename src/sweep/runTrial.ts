import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { settingsOf } from '../config/configFileValues.js';
import { resolveTrainConfig } from '../config/resolveTrain.js';
import { AdamTrainError } from '../errors.js';
import { leaveToSystem } from '../files/diskWait.js';
import { isTemporary } from '../files/leftOvers.js';
import type { JobWatcher } from '../job/job.js';
import { resumeJob } from '../job/resumeJob.js';
import { StageClock } from '../job/stageClock.js';
import { trainJob } from '../job/trainJob.js';
import { resultNames } from '../job/writeResults.js';
import { readCheckpoint } from '../run/checkpoint/readCheckpoint.js';
import { lockHolder } from '../run/lockHolder.js';
import { metricsFileName, readMetrics } from '../run/metrics.js';
import { filesToKeep, readRun } from '../run/readRun.js';
import { checkpointFolder, isRunFolder } from '../run/runFolder.js';
import { FolderInUse } from '../run/runLock.js';
import type { Summary } from '../run/summary.js';
import { recordFileName } from '../run/trialStatus.js';
import { prunedAfter } from '../search/medianPruner.js';
import { monitoredLoss } from '../training/earlyStopping.js';
import { ChangedData } from './changedData.js';
import { figuresOf } from './metric.js';
import { settingsDigest } from './settingsDigest.js';
import { isLittle, type TrialResult, type TrialTask } from './trial.js';
import { TrialCourse } from './trialCourse.js';

/** What of a result the worker knows. */
export type Trained = Omit<TrialResult, 'worker'>;

/**
 * How long the worker of a sweep that was killed may have a trial's folder: it ends after its epoch. Where a system does not tell when a
 * process started, another may have its number, and would be waited for without end.
 */
const MILLISECONDS_FOR_ANOTHER = 600_000;
const MILLISECONDS_BETWEEN = 100;

/**
 * Trains a trial in its folder, or goes on with what an earlier process left there; without pictures.
 *
 * @param isStopped whether the trial is to end after its epoch, and be gone on with another time
 * @param guard as a job's
 * @returns undefined for one that was stopped
 * @throws what a job throws, where the trial fails
 */
export async function runTrial(
  task: TrialTask,
  isStopped: () => boolean,
  guard: JobWatcher['guard'],
): Promise<Trained | undefined> {
  const path = join(task.config.output.out, task.config.output.name as string);
  const end = performance.now() + MILLISECONDS_FOR_ANOTHER;
  for (;;) {
    // Data and engine are not loaded to find it taken.
    while (lockHolder(path) === 'living' && performance.now() < end) {
      if (isStopped()) return undefined;
      await setTimeout(MILLISECONDS_BETWEEN);
    }
    try {
      return await runNow(path, task, isStopped, guard);
    } catch (error) {
      if (!(error instanceof FolderInUse) || performance.now() >= end) throw error;
      await setTimeout(MILLISECONDS_BETWEEN);
    }
  }
}

async function runNow(
  path: string,
  task: TrialTask,
  isStopped: () => boolean,
  guard: JobWatcher['guard'],
): Promise<Trained | undefined> {
  const { config, dataSha256, ceilings } = task;
  const started = performance.now();
  leaveToSystem(() => isLittle((performance.now() - started) / 1000));
  const course = new TrialCourse(task);
  // What the folder has may have grown until it is this process's.
  const beginAfter = (epochs: number) =>
    course.beginAfter(epochs === 0 ? [] : lossesOf(path).slice(0, epochs));
  const watcher: JobWatcher = {
    ...(guard && { guard }),
    onReady: ({ resumeFrom, ...job }) => {
      if (config.data.source === 'file' && job.dataSha256 !== dataSha256) throw new ChangedData();
      beginAfter(resumeFrom?.state.epoch ?? 0);
    },
    onEpoch: (record) => course.add(monitoredLoss(record)),
    isInterrupted: () => course.isOver || isStopped(),
  };
  const summary = await summaryOf(path, config, watcher, {
    goesOn: isRunFolder(path) && !wentTooFar(path, ceilings),
    isOver: (done) => {
      beginAfter(done);
      return course.isOver;
    },
  });
  const { status, epochs, seconds } = summary;
  if (course.losses.length !== epochs) beginAfter(epochs);
  const isCut = status === 'interrupted';
  const left = course.isLongEnough ? 'stopped' : undefined;
  // As Optuna decides, the last epoch prunes, too: the trial is whole then, and neither ranked nor in the medians.
  const ended = (isCut || status === 'completed') && course.isPruned ? 'pruned' : isCut ? left : status;
  if (ended === undefined) return undefined;
  return { status: ended, epochs, figures: figuresOf(summary), losses: course.losses, seconds };
}

/** Whether it went on beyond where it is pruned now: a trial before it had failed then. */
function wentTooFar(path: string, ceilings: TrialTask['ceilings']): boolean {
  if (ceilings === undefined) return false;
  const losses = lossesOf(path);
  return (prunedAfter(losses, ceilings) ?? losses.length) < losses.length;
}

/** The monitored losses that metrics.csv has, as far as it is whole. */
function lossesOf(path: string): number[] {
  const losses: number[] = [];
  try {
    for (const record of readMetrics(join(path, metricsFileName))) losses.push(monitoredLoss(record));
  } catch (error) {
    if (!(error instanceof AdamTrainError)) throw error; // the run was killed while it wrote
  }
  return losses;
}

/**
 * What came of the trial.
 *
 * @param how `goesOn`: whether with what is in its folder; `isOver`: whether it is over after so many epochs
 */
async function summaryOf(
  path: string,
  config: TrialTask['config'],
  watcher: JobWatcher,
  { goesOn, isOver }: { goesOn: boolean; isOver: (epochs: number) => boolean },
): Promise<Summary> {
  const anew = async () => {
    forgetLeftOvers(path);
    const options = {
      clock: new StageClock(performance.now()),
      watcher,
      input: Readable.from([]),
      draws: false,
    };
    return (await trainJob(config, options)).summary;
  };
  if (!goesOn) return anew();
  try {
    const earlier = readRun(path);
    const its = () => resolveTrainConfig(settingsOf(earlier)).config;
    if (settingsDigest(its) !== settingsDigest(() => config)) return await anew();
    const { summary } = earlier;
    const done = readCheckpoint(path)?.state.epoch ?? 0;
    // Nothing says of a run that was killed at its end, before its summary, which epoch that was: another would follow.
    if (summary?.status === 'diverged') return summary;
    if (done > 0 && isOver(done)) return summary?.epochs === done ? summary : await anew();
    const { guard } = watcher;
    const options = {
      clock: new StageClock(performance.now()),
      watch: () => watcher,
      draws: false,
      ...(guard && { guard }),
    };
    const outcome = await resumeJob(path, {}, options);
    return typeof outcome === 'string' ? (readRun(path).summary as Summary) : outcome.summary;
  } catch (error) {
    if (error instanceof FolderInUse) throw error;
    // What a kill left so that nobody can go on with it is trained anew: the numbers are the same.
    if (error instanceof AdamTrainError && !(error instanceof ChangedData)) return anew();
    throw error;
  }
}

/** What a kill left of a trial is no run, and its folder is not free either, as long as our files are in it. */
function forgetLeftOvers(path: string): void {
  if (!existsSync(path) || isRunFolder(path)) return;
  const ours = [...filesToKeep, ...resultNames, recordFileName];
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    if (ours.includes(name) || isTemporary(basename(name))) rmSync(join(path, name), { force: true });
  }
  if (existsSync(join(path, checkpointFolder))) rmdirSync(join(path, checkpointFolder));
}
