import type { PageRequest } from '../../config/resolveExplainPage.js';
import { print } from '../../console/print.js';
import { writeWhole } from '../../files/output.js';
import { checkOutput } from '../../files/outputPath.js';
import { explainPage } from '../../pages/explain.js';

/**
 * `adam-train explain --page`: a page for the browser on which optimizers are tried.
 *
 * @throws UsageError if the file is there and is not to be replaced
 */
export function explainOnPage(
  { asked, output, force }: PageRequest,
  { stdout }: Pick<NodeJS.Process, 'stdout'> = process,
): void {
  checkOutput(output, force);
  writeWhole(output, Buffer.from(explainPage({ asked })));
  print(stdout, output);
}
