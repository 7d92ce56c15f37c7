import { defineCommand, runFolderArgument } from '../defineCommand.js';
import { importanceSettings } from './settings.js';

export const importance = defineCommand({
  name: 'importance',
  summary:
    "measure what each column is worth to a run's model: how much R² its shuffling costs the test rows",
  argument: runFolderArgument,
  settings: importanceSettings,
  run: async (given, folder) => (await import('./run.js')).importance(folder, given),
});
