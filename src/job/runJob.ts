import { fixedSettings, horizonSettings } from '../config/resumeSettings.js';
import { tableFormat } from '../data/csv/tableFormat.js';
import { targetSpreads } from '../data/targetScale.js';
import { formatCount } from '../format.js';
import { CheckpointWriter } from '../run/checkpoint/checkpointWriter.js';
import { readFolds, writeFolds } from '../run/folds.js';
import { MetricsFile, metricsFileName } from '../run/metrics.js';
import { TraceFile } from '../run/trace.js';
import { fittingBaselines } from '../training/baselines/baselines.js';
import { lastTracedEpoch, tracedEpochs, WHOLE_UNTIL } from '../training/trace/tracedEpochs.js';
import { type TrainedModel, trainModel } from '../training/trainModel.js';
import { inTurns } from '../turns.js';
import { chartedLosses } from './chartedRun.js';
import { crossValidate } from './crossValidate.js';
import { digestHistory } from './historyDigest.js';
import type { Job, JobOutcome, JobWatcher } from './job.js';
import { epochToPredictWith, summarizeJob } from './summarizeJob.js';
import { writeResults } from './writeResults.js';

/** Trains, and writes what came of it, also of a training that diverged: what a new run and one that goes on share. */
export async function runJob(job: Job, watcher: JobWatcher): Promise<JobOutcome> {
  const { config, data, folder, clock } = job;
  const folds =
    job.folds &&
    (await crossValidate(config, job.folds, watcher, {
      earlier: readFolds(folder),
      keep: (results) => writeFolds(folder, results),
    }));
  job.folds?.release();
  watcher.onTraining?.(job);
  const trained = await trainAndRecord(job, watcher);
  clock.end('training');
  const { epochs, bestEpoch } = trained;
  const predictsWith = epochToPredictWith(config, trained);
  const baselines = await inTurns(fittingBaselines(data));
  clock.end('baselines');
  const history = await inTurns(digestHistory(folder.file(metricsFileName), { epochs, bestEpoch }));
  const outcome = summarizeJob(job, {
    ...{ trained, predictsWith, baselines, folds, name: folder.name },
    ...{ record: predictsWith === epochs ? history.last : history.best, seconds: history.last?.seconds ?? 0 },
    millisecondsPerEpoch: history.millisecondsPerEpoch,
  });
  const summary = await writeResults(job, trained, outcome, history.drawn, watcher.onReport);
  const spreads = targetSpreads(data.train.actual);
  return {
    ...{ config, folder, summary, sample: history.sample, last: trained.history.at(-1), targets: spreads },
    losses: chartedLosses(config, summary, history.drawn),
  };
}

/** Trains while metrics.csv, trace.csv and the checkpoints follow. */
async function trainAndRecord(job: Job, watcher: JobWatcher): Promise<TrainedModel> {
  const { config, data, folder, columns, resumeFrom } = job;
  const metricsFile = new MetricsFile(folder, data.val !== undefined, resumeFrom?.metrics);
  const traceFile = config.output.trace ? openTrace(job, watcher) : undefined;
  const facts = {
    columns,
    cells: tableFormat(config.data.source === 'file' ? config.data : {}),
    activation: config.model.activation,
    layers: config.model.hidden.length + 1,
    predictsWithBest: config.training.patience !== undefined,
    settings: fixedSettings(config),
    horizon: horizonSettings(config),
    engine: job.engine.backend,
    dataSha256: job.dataSha256,
  };
  const checkpoints = new CheckpointWriter(folder, facts, data);
  try {
    const trained = await trainModel(config, data, {
      resumeFrom: resumeFrom?.state,
      initialWeights: job.initialWeights,
      isInterrupted: watcher.isInterrupted,
      keepsHistory: false,
      onEpoch: (record) => {
        metricsFile.append(record);
        watcher.onEpoch?.(record);
      },
      onTrace: traceFile && ((rows) => traceFile.append(rows)),
      onCheckpoint: (state) => checkpoints.write(state, metricsFile.mark()),
    });
    metricsFile.check();
    traceFile?.check();
    return trained;
  } finally {
    watcher.onTrained?.(job);
    metricsFile.close();
    traceFile?.close();
  }
}

function openTrace({ config, folder, resumeFrom }: Job, { note }: JobWatcher): TraceFile {
  const { epochs } = config.training;
  if (resumeFrom === undefined && epochs > WHOLE_UNTIL) {
    note?.(
      `trace.csv has each epoch until ${formatCount(WHOLE_UNTIL)}, then every 2nd, from ${formatCount(2 * WHOLE_UNTIL)} on every 4th and so on: about ${formatCount(tracedEpochs(epochs))} of ${formatCount(epochs)}.`,
    );
  }
  const done = resumeFrom?.state.epoch ?? 0;
  const file = new TraceFile(folder, done, done < epochs);
  if (file.lastEpoch < lastTracedEpoch(done)) {
    note?.(`trace.csv had nothing of the epochs after ${file.lastEpoch}; it lacks those until ${done}.`);
  }
  return file;
}
