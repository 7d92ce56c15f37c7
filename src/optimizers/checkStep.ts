import { checkArgument, checkObject, positiveWhole } from '../arguments.js';
import { type OptimizerName, optimizerTable, optionNamesOf } from '../config/optimizerTable.js';
import { checkOption } from '../config/resolveOptimizer.js';

/**
 * Checks what a rule that the library exports is given beside the parameter and its gradient: every option must be there.
 *
 * @throws UsageError for a step number, an option or a state that is none
 */
export function checkStep(
  name: OptimizerName,
  state: object,
  slots: readonly string[],
  t: number,
  options: object,
): void {
  checkArgument('t', t, positiveWhole);
  checkObject(`${optimizerTable[name].title}'s rule`, options);
  for (const option of optionNamesOf(name)) {
    checkOption(name, option, (options as Record<string, unknown>)[option]);
  }
  for (const slot of slots) {
    checkArgument(`state.${slot}`, (state as Record<string, unknown> | undefined)?.[slot], {
      words: "a value of the parameter's shape",
      holds: (value) => typeof value === 'object' && value !== null,
    });
  }
}
