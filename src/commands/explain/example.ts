import { drawExample } from '../../charts/exampleChart.js';
import type { ExampleRequest } from '../../config/resolveExplain.js';
import { toAscii } from '../../console/ascii.js';
import { print } from '../../console/print.js';
import { examples } from '../../explain/examples/index.js';
import { writeWhole } from '../../files/output.js';
import { checkOutput } from '../../files/outputPath.js';

/**
 * `adam-train explain --example`: a property or a known failure in a few sentences, and as a picture.
 *
 * @throws UsageError if the picture is there and is not to be replaced
 */
export async function explainExample(
  { example, output, force, ascii }: ExampleRequest,
  { stdout }: Pick<NodeJS.Process, 'stdout'> = process,
): Promise<void> {
  const shown = examples[example]();
  print(stdout, ...shown.text.map((line) => (ascii ? toAscii(line) : line)), '');
  checkOutput(output, force); // the words are there without a picture too
  writeWhole(output, await drawExample(shown));
  print(stdout, output);
}
