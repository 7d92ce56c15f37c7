import { basename, resolve } from 'node:path';
import type { ChartedRun } from '../../charts/parts/runChart.js';
import type { TrainConfig } from '../../config/trainConfig.js';
import type { RowCells } from '../../data/rowCells.js';
import type { RunReport } from '../../pages/report.js';
import type { Summary } from '../../run/summary.js';
import type { ColumnImportance } from '../../training/permutationImportance.js';
import { reportCommands } from './commands.js';
import { reportResults, targetTable } from './results.js';
import { changedSettings, reportSettings } from './settings.js';

/** Which run a page is of. */
interface Reported {
  config: TrainConfig;
  outcome: Omit<Summary, 'stage_seconds'>;
  /** The run's folder. */
  path: string;
  charted: ChartedRun;
  /** Each test row's index in the data, from 0; none if the run has no predictions. */
  rows?: ArrayLike<number> | undefined;
  /** What stands in the columns of the rows that are shown, where the run has kept it. */
  cells?: RowCells | undefined;
  /** What each column is worth, once that was measured. */
  importance?: readonly ColumnImportance[] | undefined;
}

/** What report.html shows: train and report write the same. */
export function runReport({
  config,
  outcome,
  path,
  charted,
  rows = [],
  cells,
  importance,
}: Reported): RunReport {
  const changed = changedSettings(config);
  const name = basename(resolve(path)); // its folder may have been renamed
  return {
    name,
    charted,
    rows,
    cells,
    importance,
    results: reportResults(outcome),
    targetTable: targetTable(outcome),
    settings: reportSettings(config, changed, path),
    commands: reportCommands(config, changed, { ...outcome, name }, path),
  };
}
