import { drawCharts, runCharts } from '../charts/index.js';
import { reportFileName, reportPage } from '../pages/report.js';
import { writePredictions } from '../run/predictions.js';
import type { Summary } from '../run/summary.js';
import { testRowsFileName, writeTestRows } from '../run/testRows.js';
import { readTrace, traceFileName } from '../run/trace.js';
import type { EpochRecord } from '../training/history.js';
import type { TrainedModel } from '../training/trainModel.js';
import { inTurns } from '../turns.js';
import { chartedRun } from './chartedRun.js';
import type { Job, JobWatcher } from './job.js';
import { runReport } from './report/runReport.js';

/** The files that say what came of a run, but for the summary. */
export const resultNames = [
  'predictions.csv',
  ...runCharts.map(({ fileName }) => fileName),
  testRowsFileName,
  reportFileName,
];

/**
 * Writes a run's files: the numbers first, which cannot be drawn again if the disk fills up, and the summary last, which
 * says that all is there.
 *
 * @param drawn what charts show of the history
 * @param onReport is told what the page shows
 */
export async function writeResults(
  { config, columns, engine, data, testRows, folder, clock, draws = true }: Job,
  { epochs, predictions }: TrainedModel,
  outcome: Omit<Summary, 'stage_seconds'>,
  drawn: readonly EpochRecord[],
  onReport?: JobWatcher['onReport'],
): Promise<Summary> {
  if (predictions !== undefined) await writePredictions(folder, data, predictions, columns.targets);
  clock.end('files');
  const trace = config.output.trace ? await inTurns(readTrace(folder.file(traceFileName), epochs)) : [];
  const { actual } = data.test;
  const test = predictions && { actual, predicted: predictions.test };
  const charted = chartedRun(config, engine.backend, outcome, { history: drawn, test, trace });
  for await (const { fileName, png } of draws ? drawCharts(charted) : []) {
    clock.end('charts');
    folder.write(fileName, png);
    clock.end('files');
  }
  const rows = predictions && data.test.rowIndex;
  const cells = predictions && testRows;
  const report = () => runReport({ config, outcome, path: folder.path, charted, rows, cells });
  if (draws && !config.output.noReport) {
    if (cells !== undefined) writeTestRows(folder, cells);
    clock.end('files');
    const page = reportPage(report());
    clock.end('charts');
    folder.write(reportFileName, page);
    clock.end('files');
  }
  const summary = { ...outcome, stage_seconds: clock.stages };
  folder.writeJson('summary.json', summary);
  onReport?.(report());
  return summary;
}
