import { createNotes, print } from '../../console/print.js';
import { featureNames } from '../../data/columns.js';
import { UsageError } from '../../errors.js';
import { writeWhole } from '../../files/output.js';
import { checkOutput } from '../../files/outputPath.js';
import { formatText } from '../../format.js';
import { float32Limits } from '../../model/saved/float32Limits.js';
import { toJsModule } from '../../model/saved/jsModule.js';
import { writeLayersModel } from '../../model/saved/layersModelFolder.js';
import type { SavedModel } from '../../model/saved/savedModel.js';
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
  const say = createNotes(stderr, false);
  if (model.fill !== undefined) {
    say('The exported model fills no missing numbers; put a value before you call it.');
  }
  const { coarse, coarseTargets } = float32Limits(model);
  if (coarse.length > 0) {
    say(
      `The exported model takes float32, which rounds ${coarse.map(formatText).join(', ')} by more than 0.0001 of ${coarse.length === 1 ? 'its deviation' : 'their deviations'}; use adam-train predict, or train on differences from a constant.`,
    );
  }
  if (coarseTargets.length > 0) {
    say(
      `The exported model gives float32, which rounds ${coarseTargets.map(formatText).join(', ')} by more than 0.0001 of ${coarseTargets.length === 1 ? 'its deviation' : 'their deviations'}; use adam-train predict, or train on differences from a constant.`,
    );
  }
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
  if (!/\.m?js$/.test(to)) {
    throw new UsageError(
      `--to must name the file of --format js, which ends in .mjs or .js, got ${to}; try ${to}.mjs.`,
    );
  }
  checkOutput(to, force, '--to');
  const model = readSavedModel(runFolder);
  writeWhole(to, toJsModule(model), '--to');
  const features = model.columns.features.map((column) => formatText(column.name));
  print(
    stdout,
    to,
    '',
    `Its predict(row) gives ${targetList(model)} of an object with: ${features.join(', ')}`,
  );
}

function targetList({ columns }: SavedModel): string {
  return inWords(columns.targets.map(formatText), 'and');
}
