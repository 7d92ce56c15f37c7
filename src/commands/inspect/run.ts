import { columnsChartName, drawColumns } from '../../charts/columnsChart.js';
import { inspectionLines } from '../../console/inspection.js';
import { inspectionJson } from '../../console/inspectionJson.js';
import { createLoading } from '../../console/loading.js';
import { print, printJson } from '../../console/print.js';
import { checkMarks } from '../../data/csv/cells.js';
import { columnHistograms } from '../../data/inspect/histograms.js';
import { inspectTable } from '../../data/inspect/inspectTable.js';
import { UsageError } from '../../errors.js';
import { writeInto } from '../../files/output.js';
import { resolveValues } from '../../settings/given.js';
import { type GivenInspectSettings, inspectSettings } from './settings.js';
import { trainCommand } from './trainCommand.js';

/**
 * `adam-train inspect`: what the columns of a table hold, and what train would make of them. Writes nothing but the picture that
 * `--to` asks for.
 *
 * @throws UsageError at a wrong flag, AdamTrainError with exit code 3 if the file is no table
 */
export async function inspect(
  path: string,
  given: GivenInspectSettings,
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'> = process,
): Promise<void> {
  const { to, json, quiet, ...choice } = resolveValues(inspectSettings, given);
  checkMarks(choice);
  checkUse(path, given);
  const options = { ...choice, path };
  const loading = createLoading(path, stderr, quiet);
  const inspection = await inspectTable(options, loading.update).finally(() => loading.stop());
  const command = trainCommand(path, given, inspection);
  if (json) printJson(stdout, inspectionJson(path, inspection, command));
  else print(stdout, ...inspectionLines(path, inspection, command));
  if (to === undefined) return;
  const histograms = await columnHistograms(options, inspection.columns);
  const drawn = writeInto(to, columnsChartName, await drawColumns(path, inspection, histograms));
  if (json) print(stderr, drawn);
  else print(stdout, '', drawn);
}

/** The flags that say which columns are features have no meaning while there is no target. */
function checkUse(path: string, given: GivenInspectSettings): void {
  if (path === '-') {
    throw new UsageError(
      'inspect reads a file more than once, and so not from standard input, got -; save it as a file.',
    );
  }
  const { columns, ignoreColumns } = given;
  if (columns !== undefined && ignoreColumns !== undefined) {
    throw new UsageError(`${columns.name} and ${ignoreColumns.name} both choose columns; give one of them.`);
  }
  if (given.target !== undefined) return;
  const early = [columns, ignoreColumns, given.textColumns, given.missing].find((each) => each !== undefined);
  if (early === undefined) return;
  throw new UsageError(`${early.name} needs --target, the column to predict; add --target COLUMN.`);
}
