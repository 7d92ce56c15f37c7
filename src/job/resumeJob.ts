import { settingsOf } from '../config/configFileValues.js';
import { resolveTrainConfig } from '../config/resolveTrain.js';
import { changedByFlags, changedSetting } from '../config/resumeSettings.js';
import { flatSettings, type TrainConfig } from '../config/trainConfig.js';
import type { GivenTrainSettings } from '../config/trainSettings.js';
import { loadEngine } from '../engine/chooseEngine.js';
import type { Backend } from '../engine/settings.js';
import { UsageError } from '../errors.js';
import { formatPlural } from '../format.js';
import type { Checkpoint } from '../run/checkpoint/checkpoint.js';
import { readCheckpoint } from '../run/checkpoint/readCheckpoint.js';
import { rewriteConfig } from '../run/configJson.js';
import { damaged } from '../run/damage.js';
import { checkMetrics, metricsFileName } from '../run/metrics.js';
import { type EarlierRun, findData, readRun } from '../run/readRun.js';
import { configFileName, type RunFolder } from '../run/runFolder.js';
import { changedAfter, readHistory } from '../run/settingsHistory.js';
import { importanceNames } from './importanceJob.js';
import { initialWeights } from './initialWeights.js';
import type { JobOutcome, JobWatcher } from './job.js';
import { jobEngine } from './jobEngine.js';
import { loadData } from './loadData.js';
import { openRun } from './openRun.js';
import { shownRows } from './report/shownRows.js';
import { runJob } from './runJob.js';
import { checkBeginning, checkColumns, checkData, checkDataFile, checkOptimizer } from './sameRun.js';
import type { StageClock } from './stageClock.js';
import { resultNames } from './writeResults.js';

/** Who is told of a run that goes on: its settings are known only when its folder is read. */
export interface ResumeWatcher {
  guard?: JobWatcher['guard'];
  watch?: (config: TrainConfig) => JobWatcher;
  /** False where its pictures are not wanted. */
  draws?: boolean;
}

/**
 * Goes on after a run's last checkpoint, in the same folder and with the same numbers as if it had never stopped.
 *
 * @param flags the settings that are given anew
 * @returns what came of it, or a sentence that says why there is nothing to go on with
 * @throws UsageError if the folder is no run's, is in use, or its run has diverged
 * @throws AdamTrainError with exit code 3 if the data are no longer what they were
 */
export async function resumeJob(
  path: string,
  flags: GivenTrainSettings,
  { clock, guard, watch, draws }: ResumeWatcher & { clock: StageClock },
): Promise<JobOutcome | string> {
  const run = openRun(readRun(path).folder, guard);
  try {
    const { folder } = run;
    const earlier = readRun(path); // again: another process may have worked there until the lock was ours
    const { environment } = earlier;
    const config = configOf(earlier, folder, flags);
    const watcher = watch?.(config) ?? {};
    const checkpoint = readCheckpoint(path);
    const done = checkpoint?.state.epoch ?? 0;
    const history = readHistory(earlier.content, folder.file(configFileName));
    // Of a run that went on otherwise, and was stopped before its next checkpoint, config.json alone tells how.
    const anew = [...Object.keys(flags), ...changedAfter(history, done)];
    if (checkpoint !== undefined) checkBeginning(checkpoint, earlier, config, anew);
    const end = whyFinished(earlier, config, done);
    if (end !== undefined) return end;
    const metrics = checkpoint?.metrics;
    if (metrics !== undefined && 'mark' in metrics) {
      checkMetrics(folder.file(metricsFileName), metrics.mark);
    }
    checkDataFile(config, earlier);
    const backend = engineOf(earlier, checkpoint);
    await loadEngine({ backend }, { backend, verbose: config.output.verbose }, watcher.note);
    if (checkpoint !== undefined) await checkOptimizer(checkpoint, earlier, config);
    clock.end('engine');

    const { sha256: dataSha256, ...loaded } = await loadData(config, watcher, {
      shown: shownRows(config, draws),
    });
    checkData(dataSha256, config, { checkpoint, environment });
    if (checkpoint !== undefined) checkColumns(loaded.columns, checkpoint, earlier);
    const weights = checkpoint === undefined ? await initialWeights(config.model, loaded.columns) : undefined;
    clock.end('data');
    const asked = { ...config, engine: { ...config.engine, backend } };
    const engine = await jobEngine(asked, loaded.data.train, watcher.note);
    clock.end('engine');
    const changed =
      done === 0 ? {} : changedByFlags(configOf(earlier, folder, {}), config, Object.keys(flags));
    const isOtherwise = Object.keys(changed).length > 0;
    const all = isOtherwise ? [...history, { afterEpoch: done, changed }] : history;
    rewriteConfig(folder, flatSettings(config), environment, all);
    // What came of the epochs until now would stand beside the new ones if these were cut short.
    folder.sweep('summary.json', ...resultNames, ...importanceNames);
    const job = {
      ...{ config, engine, ...loaded, initialWeights: weights, dataSha256 },
      ...{ folder, resumeFrom: checkpoint, clock, draws },
    };
    watcher.onReady?.(job);
    if (hasNewHorizon(flags, checkpoint, config)) {
      watcher.note?.(
        `The schedule has a new horizon from epoch ${done + 1} on, so config.json alone no longer gives this run's numbers.`,
      );
    }
    if (isOtherwise) {
      const words = Object.entries(changed).map(
        ([name, { from, to }]) => `${name} ${shown(to)} in place of ${shown(from)}`,
      );
      watcher.note?.(
        `From epoch ${done + 1} on the run has ${words.join(', ')}, so config.json alone no longer gives its numbers; its history says what changed.`,
      );
    }
    watcher.note?.(
      done === 0 ? 'No checkpoint was written yet: starting over.' : `Going on after epoch ${done}.`,
    );
    if (engine.fma !== undefined && engine.fma !== (environment.fma ?? false)) {
      watcher.note?.(
        `The run began where products are ${engine.fma ? 'rounded before they are added' : 'added with one rounding'}, and here it is the other way: the last digits may differ from what it would have gone on to.`,
      );
    }
    clock.end('files');
    if (checkpoint !== undefined && checkpoint.beginning === undefined) {
      watcher.note?.(
        "The run's checkpoint is of an earlier version, which standardized features in float32: the last digits may differ from what that version would have gone on to.",
      );
    }
    return await runJob(job, watcher);
  } finally {
    run.close();
  }
}

/** The settings that the run goes on with, at the place where its data are now. */
function configOf(earlier: EarlierRun, { name }: RunFolder, flags: GivenTrainSettings): TrainConfig {
  const kept = settingsOf(earlier);
  if (flags.data !== undefined && kept.data === undefined) {
    throw new UsageError(
      `--data must not be given for a run on generated rows, got ${flags.data.text}; leave it out, or train anew.`,
    );
  }
  const { config } = resolveTrainConfig({ ...kept, ...momentary(flags), ...flags });
  const { data, output } = config;
  return {
    ...config,
    output: { ...output, name },
    data:
      data.source === 'file' && flags.data === undefined
        ? { ...data, path: findData(data.path, earlier) }
        : data,
  };
}

/** A setting's value in a sentence. */
function shown(value: unknown): string {
  return value === null || value === undefined ? 'none' : String(value);
}

/** Whether the schedule is no longer that of the epochs that are done, because of a flag or of a changed config.json. */
function hasNewHorizon(flags: GivenTrainSettings, checkpoint: Checkpoint | undefined, config: TrainConfig) {
  if (flags.scheduleTMax !== undefined || flags.scheduleMilestones !== undefined) return true;
  const then = checkpoint?.beginning?.horizon;
  return then !== undefined && changedSetting(then, config) !== undefined;
}

/** @throws AdamTrainError (exit code 1) if neither config.json nor the checkpoint names it */
function engineOf({ folder, environment }: EarlierRun, checkpoint: Checkpoint | undefined): Backend {
  const engine: Backend | undefined = environment.engine ?? checkpoint?.beginning?.engine;
  if (engine === undefined) throw damaged(folder.file('config.json'), 'its environment names no engine');
  return engine;
}

/** How a run prints is not kept from the last time: each of these is on only if its flag is given. */
function momentary(flags: GivenTrainSettings): GivenTrainSettings {
  const off = (name: string) => ({ name, text: '', value: false });
  return {
    show: off('--show'),
    live: off('--live'),
    json: off('--json'),
    quiet: off('--quiet'),
    verbose: off('--verbose'),
    ...(flags.noColor ? {} : { noColor: off('--no-color') }),
  };
}

/** Why there is nothing to go on with, in a sentence; undefined if there is. */
function whyFinished({ folder, summary }: EarlierRun, config: TrainConfig, done: number): string | undefined {
  if (summary?.status === 'diverged') {
    throw new UsageError(
      `A run to go on with must be sound, and ${folder.path} diverged in epoch ${summary.epochs}; train anew, with a smaller --lr.`,
    );
  }
  if (config.training.epochs < done) {
    throw new UsageError(
      `--epochs must be at least the ${done} that are done, got ${config.training.epochs}; leave it out to see whether the run is finished.`,
    );
  }
  const { status, epochs: trained = 0, best_epoch: best } = summary ?? {};
  if (status === 'completed' && config.training.epochs === trained) {
    return `${folder.path} is finished: ${formatPlural(trained, 'epoch')} are done. Raise --epochs to go on.`;
  }
  const waited = trained - (best ?? 0);
  if (
    status === 'early-stopped' &&
    config.training.patience !== undefined &&
    waited >= config.training.patience
  ) {
    return `${folder.path} is finished: it stopped early after ${formatPlural(trained, 'epoch')}, ${waited} past the best. Raise --patience to go on.`;
  }
  return undefined;
}
