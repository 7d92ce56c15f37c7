import { exportSettings } from '../../model/saved/exportSettings.js';
import { resolveValues } from '../../settings/given.js';
import { defineCommand, runFolderArgument } from '../defineCommand.js';

export const exportModel = defineCommand({
  name: 'export',
  summary: 'write the model of a run for the web: raw features in, the target in its own units out',
  argument: runFolderArgument,
  settings: exportSettings,
  required: ['to'],
  run: async (given, folder) => {
    const { to = '', force, format } = resolveValues(exportSettings, given);
    const run = await import('./run.js');
    if (format === 'js') return run.exportJs(folder, { to, force });
    return format === 'page' ? run.exportPage(folder, { to, force }) : run.exportModel(folder, { to, force });
  },
});
