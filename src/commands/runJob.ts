import { fixedSettings, horizonSettings } from '../config/fixedSettings.js';
import type { TrainConfig } from '../config/trainConfig.js';
import { advice, averageAdvice } from '../console/advice.js';
import { divergedError } from '../console/divergence.js';
import { type Line, print, printJson } from '../console/print.js';
import { createProgress, type Progress } from '../console/progress.js';
import { resultLines } from '../console/resultTable.js';
import { cellFormat } from '../data/csv/cellFormat.js';
import type { Dataset } from '../data/dataset.js';
import type { PreparedData } from '../data/prepare.js';
import { targetSpread } from '../data/targetScale.js';
import type { Backend } from '../engine/engine.js';
import { layerSizes, parameterCount } from '../model/modelSize.js';
import { CheckpointWriter } from '../run/checkpoint/checkpointWriter.js';
import { type EarlierMetrics, MetricsFile, metricsFileName } from '../run/metrics.js';
import { summarize } from '../run/summary.js';
import { TraceFile } from '../run/trace.js';
import { shellWord } from '../text.js';
import { regressionMetrics } from '../training/regressionMetrics.js';
import type { TrainingState } from '../training/trainingState.js';
import { type TrainedModel, trainModel } from '../training/trainModel.js';
import { inTurns } from '../turns.js';
import { digestHistory } from './historyDigest.js';
import { onInterruption } from './interruption.js';
import type { OpenRun } from './openRun.js';
import type { StageClock } from './stageClock.js';
import { writeResults } from './writeResults.js';

/** A run that is ready to train. */
export interface Job {
  config: TrainConfig;
  backend: Backend;
  columns: Dataset['columns'];
  data: PreparedData;
  /** Of the file or the generated rows. */
  dataSha256: string;
  dropped?: Dataset['dropped'];
  run: OpenRun;
  /** Where an earlier process stood, and what it recorded. */
  resumeFrom?: { state: TrainingState; metrics: EarlierMetrics } | undefined;
  clock: StageClock;
  say: (line: Line) => void;
}

/**
 * Trains, and writes and prints what came of it: what `train` and `resume` share.
 *
 * @throws AdamTrainError with exit code 4 if training diverged, after everything recorded until then is written
 */
export async function runJob(job: Job): Promise<void> {
  const { config, data, run, clock, say } = job;
  const { stderr, stdout } = process;
  let interruptedBy: number | undefined;
  const warning = averageAdvice(config.training, data.train.x.rows);
  if (warning !== undefined) say({ style: 'yellow', text: warning });
  const progress = createProgress(config.training.epochs, stderr, config.output.quiet);
  const release = onInterruption((exitCode) => {
    interruptedBy = exitCode;
    progress.stop(); // the note would stand in the middle of its line
    say('Interrupted: ending after this epoch and saving; once more to end at once.');
  });
  try {
    const trained = await trainAndRecord(job, progress, () => interruptedBy !== undefined);
    clock.end('training');
    // What is left is done in seconds, and resume does it too.
    if (interruptedBy === undefined) {
      onInterruption((exitCode) => {
        say(`Interrupted before all was written; go on with adam-train resume ${run.folder.path}.`);
        process.exit(exitCode);
      });
    }
    const { status, epochs, predictions, bestEpoch } = trained;
    const predictsWithBest = config.training.patience !== undefined && status !== 'diverged';
    const predictsWith = predictsWithBest ? (bestEpoch ?? epochs) : epochs;
    const history = await inTurns(digestHistory(run.folder.file(metricsFileName), { epochs, bestEpoch }));
    const outcome = summarize({
      status,
      epochs,
      bestEpoch,
      predictsWith,
      record: predictsWith === epochs ? history.last : history.best,
      seconds: history.last?.seconds ?? 0,
      millisecondsPerEpoch: history.millisecondsPerEpoch,
      metrics: predictions && regressionMetrics(data.test.actual, predictions.test),
      valMetrics: data.val && predictions?.val && regressionMetrics(data.val.actual, predictions.val),
      rows: { train: data.train.x.rows, val: data.val?.x.rows, test: data.test.x.rows },
      dropped: job.dropped,
      features: data.train.x.columns,
      parameters: parameterCount(layerSizes(data.train.x.columns, config.model.hidden)),
      backend: job.backend,
      seed: config.seed,
      name: run.folder.name,
    });
    const summary = await writeResults(job, trained, outcome, history.drawn);
    run.close(); // before the files are listed
    if (config.output.json) printJson(stdout, summary);
    else print(stdout, ...resultLines(summary, run.folder.files()));
    if (status === 'diverged') throw divergedError(trained.history, config);
    if (status === 'interrupted') {
      say(
        `Interrupted after epoch ${summary.epochs}; go on with adam-train resume ${shellWord(run.folder.path)}.`,
      );
    } else {
      const target = targetSpread(data.train.actual);
      const hint = advice({ history: history.sample, status, r2: summary.test_r2, target }, config);
      if (hint !== undefined) say({ style: 'yellow', text: hint });
    }
    if (interruptedBy !== undefined) process.exitCode = interruptedBy;
  } finally {
    release();
  }
}

/** Trains while metrics.csv, the checkpoints and the terminal follow. */
async function trainAndRecord(
  job: Job,
  progress: Progress,
  isInterrupted: () => boolean,
): Promise<TrainedModel> {
  const { config, data, run, columns, resumeFrom } = job;
  const metricsFile = new MetricsFile(run.folder, data.val !== undefined, resumeFrom?.metrics);
  const traceFile = config.output.trace ? openTrace(job) : undefined;
  const facts = {
    columns,
    cells: cellFormat(config.data.source === 'file' ? config.data : {}),
    activation: config.model.activation,
    layers: config.model.hidden.length + 1,
    predictsWithBest: config.training.patience !== undefined,
    settings: fixedSettings(config),
    horizon: horizonSettings(config),
    engine: job.backend,
    dataSha256: job.dataSha256,
  };
  const checkpoints = new CheckpointWriter(run.folder, facts, data);
  // A terminal is left as it was, whatever ends the process.
  const onExit = () => progress.stop();
  process.once('exit', onExit);
  try {
    const trained = await trainModel(config, data, {
      resumeFrom: resumeFrom?.state,
      isInterrupted,
      keepsHistory: false,
      onEpoch: (record) => {
        metricsFile.append(record);
        progress.update(record);
      },
      onTrace: traceFile && ((rows) => traceFile.append(rows)),
      onCheckpoint: (state) => checkpoints.write(state, metricsFile.mark()),
    });
    metricsFile.check();
    traceFile?.check();
    return trained;
  } finally {
    process.off('exit', onExit);
    progress.stop();
    metricsFile.close();
    traceFile?.close();
  }
}

function openTrace({ run, resumeFrom, say }: Job): TraceFile {
  const done = resumeFrom?.state.epoch ?? 0;
  const file = new TraceFile(run.folder, done);
  if (file.lastEpoch < done) {
    say(`trace.csv had nothing of the epochs after ${file.lastEpoch}; it lacks those until ${done}.`);
  }
  return file;
}
