import { createNotes, print } from '../../console/print.js';
import { featureNames } from '../../data/columns.js';
import { formatText } from '../../format.js';
import { checkExportPath, writeExport } from '../../model/saved/exportFile.js';
import { exportNotes } from '../../model/saved/exportNotes.js';
import { toJsModule } from '../../model/saved/jsModule.js';
import { writeLayersModel } from '../../model/saved/layersModelFolder.js';
import type { SavedModel } from '../../model/saved/savedModel.js';
import { predictPage } from '../../pages/predictPage.js';
import { readSavedModel } from '../../run/checkpoint/savedModel.js';
import { inWords } from '../../settings/range.js';

/**
 * `adam-train export`: writes a run's model for `tf.loadLayersModel`, and says which features it takes in which order.
 *
 * @throws UsageError if the folder holds other files, AdamTrainError if there is no model or nowhere to write it
 */
export function exportModel(
  runFolder: string,
  { to, force = false }: { to: string; force?: boolean },
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'> = process,
): void {
  const model = readSavedModel(runFolder);
  const files = writeLayersModel(model, to, force);
  const names = featureNames(model.columns).map((name, i) => `${i + 1}  ${formatText(name)}`);
  const lines = [...files, '', `It predicts ${targetList(model)} from the raw values of:`, ...names];
  print(stdout, ...lines);
  exportNotes(model).forEach(createNotes(stderr, false));
}

/**
 * `adam-train export --format js`: writes a run's model as an ES module, and says how it is called.
 *
 * @throws UsageError if --to is no name of a module, or a file that is there, AdamTrainError if there is no model
 */
export function exportJs(
  runFolder: string,
  { to, force = false }: { to: string; force?: boolean },
  { stdout }: Pick<NodeJS.Process, 'stdout'> = process,
): void {
  checkExportPath(to, 'js', force);
  const model = readSavedModel(runFolder);
  writeExport(to, toJsModule(model));
  const features = model.columns.features.map((column) => formatText(column.name));
  print(
    stdout,
    to,
    '',
    `Its predict(row) gives ${targetList(model)} of an object with: ${features.join(', ')}`,
  );
}

/**
 * `adam-train export --format page`: writes a page that predicts with a run's model.
 *
 * @throws UsageError if --to is no name of a page, or a file that is there, AdamTrainError if there is no model
 */
export function exportPage(
  runFolder: string,
  { to, force = false }: { to: string; force?: boolean },
  { stdout }: Pick<NodeJS.Process, 'stdout'> = process,
): void {
  checkExportPath(to, 'page', force);
  const model = readSavedModel(runFolder);
  writeExport(to, predictPage(model));
  print(stdout, to, '', `Opened in a browser, it predicts ${targetList(model)}.`);
}

function targetList({ columns }: SavedModel): string {
  return inWords(columns.targets.map(formatText), 'and');
}
