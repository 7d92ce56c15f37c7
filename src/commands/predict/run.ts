import { join } from 'node:path';
import { predictionNotes } from '../../console/predictionNotes.js';
import { createNotes } from '../../console/print.js';
import { formerFormat } from '../../data/csv/cells.js';
import { streamTable } from '../../data/csv/streamTable.js';
import { formatToPredict } from '../../data/csv/tableFormat.js';
import { useBackend } from '../../engine/engine.js';
import { UsageError } from '../../errors.js';
import { writeFile, writeStream } from '../../files/output.js';
import { checkOtherThanData, checkOtherThanRun, checkOutput } from '../../files/outputPath.js';
import { readSavedModel } from '../../run/checkpoint/savedModel.js';
import { filesToKeep } from '../../run/readRun.js';
import { resolveValues } from '../../settings/given.js';
import { createPredictor } from '../../training/predict.js';
import { PredictionTally, predictedRows } from '../../training/predictedRows.js';
import { type GivenPredictSettings, predictSettings } from './settings.js';

/**
 * `adam-train predict`: takes a run's model to a table of new rows, a piece at a time.
 *
 * @throws UsageError at a wrong flag, AdamTrainError with exit code 3 at bad data
 */
export async function predict(
  runFolder: string,
  flags: GivenPredictSettings,
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'> = process,
): Promise<void> {
  const { data, output, force, quiet, backend, missing, unknown, ...given } = resolveValues(
    predictSettings,
    flags,
  );
  const say = createNotes(stderr, quiet);
  if (data === undefined) {
    throw new UsageError(
      'predict needs --data, the rows to predict; add --data FILE, or - for standard input.',
    );
  }
  if (output === undefined && force) say('--force does nothing without --output.');
  if (output !== undefined) {
    checkOtherThanData(output, data);
    checkOtherThanRun(
      output,
      filesToKeep.map((name) => join(runFolder, name)),
    );
    checkOutput(output, force);
  }

  const model = readSavedModel(runFolder);
  const format = formatToPredict(model.cells ?? formerFormat, given);
  // What training filled with is the mean of its rows, which the scaler has too.
  const fill = model.fill ?? model.scaler.mean;
  const whenMissing = missing ?? (model.fill === undefined ? 'error' : 'mean');
  await useBackend(backend);
  const predictor = createPredictor({ ...model, fill });
  try {
    const tally = new PredictionTally(model.columns.targets);
    const input = data === '-' ? process.stdin : data;
    const unseen = { unknownCategory: unknown, missing: whenMissing };
    const pieces = streamTable({ ...format, input }, model.columns, unseen, (rows) => {
      tally.emptyEnd = rows;
    });
    const lines = predictedRows(pieces, predictor.predict, tally);
    if (output !== undefined) await writeFile(output, lines);
    else if (!(await writeStream(stdout, lines))) return;
    predictionNotes(tally).forEach(say);
  } finally {
    predictor.dispose();
  }
}
