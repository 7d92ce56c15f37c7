import { defineCommand, runFolderArgument } from '../defineCommand.js';
import { plotSettings } from './settings.js';

export const plot = defineCommand({
  name: 'plot',
  summary: "draw a run's charts again from its files, without training",
  argument: runFolderArgument,
  settings: plotSettings,
  run: async (given, folder) => (await import('./run.js')).plot(folder, given),
});
