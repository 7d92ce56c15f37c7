import { changedSetting } from '../config/fixedSettings.js';
import { resolveTrainConfig } from '../config/resolveTrain.js';
import { flatSettings, type TrainConfig } from '../config/trainConfig.js';
import type { GivenTrainSettings } from '../config/trainSettings.js';
import { headerLines } from '../console/header.js';
import { createNotes } from '../console/notes.js';
import { print } from '../console/print.js';
import type { Backend } from '../engine/engine.js';
import { UsageError } from '../errors.js';
import { formatPlural } from '../format.js';
import type { Checkpoint } from '../run/checkpoint/checkpoint.js';
import { readCheckpoint } from '../run/checkpoint/readCheckpoint.js';
import { rewriteConfig } from '../run/configJson.js';
import { damaged } from '../run/damage.js';
import { checkMetrics, metricsFileName } from '../run/metrics.js';
import { type EarlierRun, findData, readRun } from '../run/readRun.js';
import { loadEngine } from './chooseEngine.js';
import { loadData } from './loadData.js';
import { openRun } from './openRun.js';
import { runJob } from './runJob.js';
import { checkBeginning, checkColumns, checkData, checkDataFile, checkOptimizer } from './sameRun.js';
import { settingsOf } from './settingsOf.js';
import { StageClock } from './stageClock.js';
import { resultNames } from './writeResults.js';

/**
 * `adam-train resume FOLDER`: goes on after the last checkpoint, in the same folder and with the same numbers as if the run
 * had never stopped.
 *
 * @throws UsageError if the folder is no run's, is in use, or its run has diverged
 * @throws AdamTrainError with exit code 3 if the data are no longer what they were
 */
export async function resume(path: string, flags: GivenTrainSettings): Promise<void> {
  const clock = new StageClock();
  const run = openRun(readRun(path).folder);
  try {
    const earlier = readRun(path); // again: another process may have worked there until the lock was ours
    const { environment } = earlier;
    const { folder } = run;
    const resolved = resolveTrainConfig({ ...settingsOf(earlier), ...momentary(flags), ...flags });
    const { data: asked, output } = resolved.config;
    const config: TrainConfig = {
      ...resolved.config,
      output: { ...output, name: folder.name },
      data: asked.source === 'file' ? { ...asked, path: findData(asked.path, earlier) } : asked,
    };
    const say = createNotes(process.stderr, config.output.quiet);
    const checkpoint = readCheckpoint(path);
    if (checkpoint !== undefined) checkBeginning(checkpoint, earlier, config, Object.keys(flags));
    const done = checkpoint?.state.epoch ?? 0;
    const end = whyFinished(earlier, config, done);
    if (end !== undefined) {
      print(process.stdout, end);
      return;
    }
    const metrics = checkpoint?.metrics;
    if (metrics !== undefined && 'mark' in metrics) {
      checkMetrics(folder.file(metricsFileName), metrics.mark);
    }
    checkDataFile(config, earlier);
    const choice = { backend: engineOf(earlier, checkpoint) };
    await loadEngine(choice, { engine: choice, output: config.output }, say);
    if (checkpoint !== undefined) await checkOptimizer(checkpoint, earlier, config);
    clock.end('engine');

    const { data, columns, sha256, dropped } = await loadData(config);
    checkData(sha256, config, { checkpoint, environment });
    if (checkpoint !== undefined) checkColumns(columns, checkpoint, earlier);
    clock.end('data');
    rewriteConfig(folder, flatSettings(config), environment);
    // What came of the epochs until now would stand beside the new ones if these were cut short.
    folder.sweep('summary.json', ...resultNames);
    headerLines(config, { folder: path, choice, columns, data, dropped }).forEach(say);
    if (hasNewHorizon(flags, checkpoint, config)) {
      say(
        `The schedule has a new horizon from epoch ${done + 1} on, so config.json alone no longer gives this run's numbers.`,
      );
    }
    say(done === 0 ? 'No checkpoint was written yet: starting over.' : `Going on after epoch ${done}.`);
    clock.end('files');
    if (checkpoint !== undefined && checkpoint.beginning === undefined) {
      say(
        "The run's checkpoint is of an earlier version, which standardized features in float32: the last digits may differ from what that version would have gone on to.",
      );
    }
    const { backend } = choice;
    const dataSha256 = sha256;
    const resumeFrom = checkpoint;
    await runJob({ config, backend, columns, data, dropped, dataSha256, run, resumeFrom, clock, say });
  } finally {
    run.close();
  }
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
