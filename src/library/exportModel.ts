import { UsageError } from '../errors.js';
import { checkExportPath, writeExport } from '../model/saved/exportFile.js';
import { exportNotes } from '../model/saved/exportNotes.js';
import { toJsModule } from '../model/saved/jsModule.js';
import { writeLayersModel } from '../model/saved/layersModelFolder.js';
import { predictPage } from '../pages/predictPage.js';
import { checkObject, shown } from '../settings/arguments.js';
import { checkModel } from './predict.js';
import type { Model } from './run.js';

export interface ExportOptions {
  /** A folder for `tf.loadLayersModel`, one ES module without dependencies, or a page that predicts; the default is 'tfjs'. */
  format?: 'tfjs' | 'js' | 'page' | undefined;
  /** The folder, or the file's path. */
  to: string;
  /** Whether to write over what is there; the default is false. */
  force?: boolean | undefined;
}

/**
 * Writes a model as `adam-train export` does.
 *
 * @param model of `train` or `loadRun`
 * @param options where to, and as what
 * @returns the files that were written, and what the exported model does otherwise than `predict`
 * @throws UsageError if an argument cannot be, or something is there already, AdamTrainError if nothing can be written
 */
export async function exportModel(
  model: Model,
  options: ExportOptions,
): Promise<{ files: string[]; notes: string[] }> {
  checkModel(model);
  const { format, to, force } = checked(options);
  if (format === 'tfjs') return { files: writeLayersModel(model, to, force), notes: exportNotes(model) };
  checkExportPath(to, format, force);
  writeExport(to, format === 'js' ? toJsModule(model) : predictPage(model));
  return { files: [to], notes: [] };
}

function checked(options: ExportOptions) {
  checkObject('exportModel', options);
  const { format = 'tfjs', to, force = false, ...others } = options;
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw new UsageError(`An option of exportModel must be format, to or force, got ${other}; leave it out.`);
  }
  if (format !== 'tfjs' && format !== 'js' && format !== 'page') {
    throw new UsageError(`format must be 'tfjs', 'js' or 'page', got ${shown(format)}; choose one of them.`);
  }
  if (typeof to !== 'string' || to === '') {
    throw new UsageError(`to must be a path, got ${shown(to)}; name a folder, or for the others a file.`);
  }
  return { format, to, force };
}
