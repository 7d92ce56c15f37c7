import { UsageError } from '../../errors.js';
import { writeWhole } from '../../files/output.js';
import { checkOutput } from '../../files/outputPath.js';

/** What an exported file's name ends in, by its format; the first is proposed. */
const endings = { js: ['.mjs', '.js'], page: ['.html', '.htm'] } as const;

/**
 * Checks where a model is to be written as one file.
 *
 * @param force whether it may replace a file
 * @throws UsageError if the path is no name of such a file, or a file that is there
 */
export function checkExportPath(to: string, format: keyof typeof endings, force: boolean): void {
  const [first, second] = endings[format];
  if (!to.endsWith(first) && !to.endsWith(second)) {
    throw new UsageError(
      `--to must name the file of --format ${format}, which ends in ${first} or ${second}, got ${to}; try ${to}${first}.`,
    );
  }
  checkOutput(to, force, '--to');
}

/** Writes a model as one file. */
export function writeExport(to: string, text: string): void {
  writeWhole(to, text, '--to');
}
