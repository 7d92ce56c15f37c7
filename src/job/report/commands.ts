import type { SettingValues } from '../../config/differences.js';
import type { TrainConfig } from '../../config/trainConfig.js';
import type { Command } from '../../pages/htmlParts.js';
import type { Summary } from '../../run/summary.js';
import { shellWord } from '../../text.js';
import { programName } from '../../version.js';
import { likelyCause } from '../likelyCause.js';
import { reportFlags } from './settings.js';

/** The commands that made a run, and those that go on from it, as from the folder that its own stands in. */
export function reportCommands(
  config: TrainConfig,
  changed: SettingValues,
  { name, status, epochs }: Pick<Summary, 'name' | 'status' | 'epochs'>,
  path: string,
): Command[] {
  const run = shellWord(name);
  // Without --out the run would stand in a folder out within this one.
  const made = [
    programName,
    'train',
    ...(reportFlags(changed, path) ?? ['--config', `${run}/config.json`]),
    '--out .',
  ];
  const same = `${programName} train --config ${shellWord(`${name}/config.json`)}`;
  // What the terminal advised when the run ended.
  const { cure } = likelyCause(config, epochs);
  const next =
    status === 'diverged'
      ? cure === undefined
        ? []
        : [{ what: `Train anew with ${cure.what}:`, command: `${same} ${cure.flags}` }]
      : [
          goesOn(config, status, epochs, run),
          on('Predict for new rows:', `predict ${run} --data rows.csv`),
          on('What each column is worth:', `importance ${run}`),
          on('Take the model to the web:', `export ${run} --to model`),
        ];
  return [
    { what: 'Train it again, in a new folder:', command: made.join(' ') },
    { what: 'The same, by the file of its settings:', command: same },
    ...next,
    on('Draw its pictures again:', `plot ${run} --y-scale log`),
    on('Write this page again:', `report ${run}`),
  ];
}

function on(what: string, words: string): Command {
  return { what, command: `${programName} ${words}` };
}

/** How the training itself goes on: one that stopped early does not without more patience. */
function goesOn({ training }: TrainConfig, status: Summary['status'], epochs: number, run: string): Command {
  if (status === 'early-stopped' && training.patience !== undefined) {
    return on('Wait longer for a better epoch:', `resume ${run} --patience ${2 * training.patience}`);
  }
  if (status === 'interrupted') return on('Go on to the planned end:', `resume ${run}`);
  return on('Go on for as many epochs again:', `resume ${run} --epochs ${2 * epochs}`);
}
