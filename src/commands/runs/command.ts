import { defineCommand } from '../defineCommand.js';
import { runsSettings } from './settings.js';

export const runs = defineCommand({
  name: 'runs',
  summary:
    'list what is in a folder of results: settings other than the defaults, epochs, loss, R² and status',
  argument: { name: 'folder', help: 'where the results are (default out)', isOptional: true },
  settings: runsSettings,
  run: async (given, folder) => (await import('./run.js')).runs(folder, given),
});
