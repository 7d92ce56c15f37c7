import { withFileValues } from '../../config/configFileValues.js';
import { readConfigFile } from '../../config/readConfigFile.js';
import type { GivenTrainSettings } from '../../config/trainSettings.js';
import { createNotes } from '../../console/print.js';

/**
 * Adds the values of the file that --config names, if it does, to those that flags gave; says what is left out.
 *
 * @throws UsageError if the file cannot be read or breaks a rule
 */
export function withConfigFile(flags: GivenTrainSettings, path: string | undefined): GivenTrainSettings {
  if (path === undefined) return flags;
  const { content, folder } = readConfigFile(path);
  const { given, notes } = withFileValues(flags, content, path, folder);
  // As --no-color does: colours are made before the settings are resolved.
  if (given.noColor?.value === true) {
    process.env['NO_COLOR'] = '1';
    delete process.env['FORCE_COLOR'];
  }
  notes.forEach(createNotes(process.stderr, given.quiet?.value === true));
  return given;
}
