import { type GivenTrainOptions, resolveTrainConfig } from '../config/resolve.js';
import type { TrainConfig } from '../config/trainOptions.js';
import { headerLines } from '../console/header.js';
import { createNotes } from '../console/notes.js';
import { AdamTrainError, exitCodes, UsageError } from '../errors.js';
import { formatPlural } from '../format.js';
import { readCheckpoint } from '../run/checkpoint.js';
import { rewriteConfig } from '../run/configFile.js';
import { type EarlierRun, findData, readRun } from '../run/readRun.js';
import { loadEngine } from './chooseEngine.js';
import { loadData } from './loadData.js';
import { openRun } from './openRun.js';
import { runJob } from './runJob.js';
import { settingsOf } from './settingsOf.js';
import { StageClock } from './stageClock.js';

/**
 * `adam-train resume FOLDER`: goes on after the last checkpoint, in the same folder and with the same numbers as if the run
 * had never stopped.
 *
 * @throws UsageError if the folder is no run's, is in use, or its run has diverged
 * @throws AdamTrainError with exit code 3 if the data are no longer what they were
 */
export async function resume(path: string, flags: GivenTrainOptions): Promise<void> {
  const clock = new StageClock();
  const run = openRun(readRun(path).folder);
  try {
    const earlier = readRun(path); // again: another process may have worked there until the lock was ours
    const { folder, environment } = earlier;
    const resolved = resolveTrainConfig({ ...settingsOf(earlier), ...momentary(flags), ...flags });
    const config: TrainConfig = {
      ...resolved.config,
      name: folder.name,
      data: findData(resolved.config.data, earlier),
    };
    const say = createNotes(process.stderr, config.quiet);
    const checkpoint = readCheckpoint(path);
    const done = checkpoint?.state.history.length ?? 0;
    const end = whyFinished(earlier, config, done);
    if (end !== undefined) {
      process.stdout.write(`${end}\n`);
      return;
    }
    const choice = { backend: environment.engine };
    await loadEngine(choice, { backend: environment.engine, verbose: config.verbose }, say);
    clock.end('engine');

    const { data, columns, sha256, dropped } = await loadData(config);
    if (sha256 !== environment.dataSha256) {
      throw new AdamTrainError(
        `${config.data} must be the file that the run began with, and its content has changed; put the old file back, or train anew.`,
        exitCodes.badData,
      );
    }
    clock.end('data');
    rewriteConfig(folder, config, environment);
    folder.sweep('summary.json');
    headerLines(config, { folder: path, choice, columns, data, dropped }).forEach(say);
    if (flags.scheduleTMax !== undefined || flags.scheduleMilestones !== undefined) {
      say(
        `The schedule has a new horizon from epoch ${done + 1} on, so config.json alone no longer gives this run's numbers.`,
      );
    }
    say(done === 0 ? 'No checkpoint was written yet: starting over.' : `Going on after epoch ${done}.`);
    clock.end('files');
    const resumeFrom = checkpoint?.state;
    await runJob({ config, backend: choice.backend, columns, data, dropped, run, resumeFrom, clock, say });
  } finally {
    run.close();
  }
}

/** How a run prints is not kept from the last time: each of these is on only if its flag is given. */
function momentary(flags: GivenTrainOptions): GivenTrainOptions {
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
  if (config.epochs < done) {
    throw new UsageError(
      `--epochs must be at least the ${done} that are done, got ${config.epochs}; leave it out to see whether the run is finished.`,
    );
  }
  const { status, epochs: trained = 0, best_epoch: best } = summary ?? {};
  if (status === 'completed' && config.epochs === trained) {
    return `${folder.path} is finished: ${formatPlural(trained, 'epoch')} are done. Raise --epochs to go on.`;
  }
  const waited = trained - (best ?? 0);
  if (status === 'early-stopped' && config.patience !== undefined && waited >= config.patience) {
    return `${folder.path} is finished: it stopped early after ${formatPlural(trained, 'epoch')}, ${waited} past the best. Raise --patience to go on.`;
  }
  return undefined;
}
