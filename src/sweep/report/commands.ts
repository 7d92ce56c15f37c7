import type { Command } from '../../pages/htmlParts.js';
import { shellWord } from '../../text.js';
import { programName } from '../../version.js';
import type { SweepPlan } from '../plan.js';
import { bestFileName, type ShownSummary } from '../results.js';

/** The commands that go on from a sweep, as from the folder that its own stands in. */
export function sweepCommands({ keep }: SweepPlan, { name, best, trials }: ShownSummary): Command[] {
  const sweep = shellWord(name);
  const file = (path: string) => shellWord(`${name}/${path}`);
  const has = best !== null && keep !== 'none';
  const command = (what: string, words: string): Command => ({ what, command: `${programName} ${words}` });
  return [
    ...(best === null
      ? []
      : [
          command(
            'Train with the best settings, in a folder of its own with a page:',
            `train --config ${file(bestFileName)} --out . --name best`,
          ),
        ]),
    ...(has
      ? [
          command("See the best trial's own page:", `open ${file(best.folder)}`),
          command('Predict for new rows with it:', `predict ${file(best.folder)} --data rows.csv`),
        ]
      : []),
    ...(trials.failed === undefined
      ? []
      : [command('Train the trials again that failed:', `resume ${sweep} --failed`)]),
    command('Sweep again by the same settings:', `sweep --config ${file('space.json')} --out . --name again`),
    command('Write this page again:', `report ${sweep}`),
  ];
}
