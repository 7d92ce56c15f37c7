import { resolveTrainConfig } from '../../config/resolveTrain.js';
import { flatSettings, hasMeaning, type TrainConfig } from '../../config/trainConfig.js';
import { type GivenTrainSettings, type TrainSettingName, trainTable } from '../../config/trainSettings.js';
import { alignColumns } from '../../console/columns.js';
import { createNotes, print, printJson } from '../../console/print.js';
import type { Resolved } from '../../settings/given.js';
import type { Setting } from '../../settings/setting.js';
import { printable } from '../../text.js';
import { withConfigFile } from './withConfigFile.js';

/**
 * `adam-train train --print-config`: every setting and where it came from; with --json the settings alone, as --config
 * reads them.
 *
 * @param path the file that --config names, if it does
 * @throws UsageError if a value breaks a rule, as training would
 */
export function printConfig(flags: GivenTrainSettings, path: string | undefined): void {
  // The flag is about this print. As a setting it would come back with the file that the print is saved to.
  const { json, ...settings } = flags;
  const given = withConfigFile(settings, path);
  const resolved = resolveTrainConfig(given);
  const { config, notes } = resolved;
  notes.forEach(createNotes(process.stderr, config.output.quiet));
  const asJson = json === undefined ? config.output.json : json.value === true;
  if (asJson) printJson(process.stdout, flatSettings(config));
  else print(process.stdout, ...configTable(resolved, given));
}

/** A line for each setting: its key, its value as a config file would have it, and where that came from. */
export function configTable({ config }: Resolved<TrainConfig>, given: GivenTrainSettings): string[] {
  const settings = flatSettings(config);
  const lines = (Object.keys(trainTable) as TrainSettingName[]).map((key) => {
    const setting = trainTable[key];
    if (!hasMeaning(key, config)) return [key, '–', `only ${condition(setting)}`];
    const value =
      settings[key] === undefined ? setting.defaultWords : printable(JSON.stringify(settings[key]));
    const source = given[key];
    return [key, value ?? '–', source?.file ?? source?.name ?? 'default'];
  });
  return alignColumns([['key', 'value', 'from'], ...lines]);
}

/** When a setting has a meaning. */
function condition({ source, losses, optimizers, schedules }: Setting<unknown>): string {
  const owners = losses ?? optimizers ?? schedules;
  if (owners !== undefined) return `with ${owners.join(', ')}`;
  return source === 'file' ? 'with data' : 'without data';
}
