import { UsageError } from '../../errors.js';
import { writeWhole } from '../../files/output.js';
import { checkOutput } from '../../files/outputPath.js';
import { toJsModule } from './jsModule.js';
import type { SavedModel } from './savedModel.js';

/**
 * Checks where an ES module is to be written.
 *
 * @param force whether it may replace a file
 * @throws UsageError if the path is no name of a module, or a file that is there
 */
export function checkJsPath(to: string, force: boolean): void {
  if (!/\.m?js$/.test(to)) {
    throw new UsageError(
      `--to must name the file of --format js, which ends in .mjs or .js, got ${to}; try ${to}.mjs.`,
    );
  }
  checkOutput(to, force, '--to');
}

/** Writes a model as an ES module. */
export function writeJsModule(model: SavedModel, to: string): void {
  writeWhole(to, toJsModule(model), '--to');
}
