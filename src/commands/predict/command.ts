import { defineCommand, runFolderArgument } from '../defineCommand.js';
import { predictSettings } from './settings.js';

export const predict = defineCommand({
  name: 'predict',
  summary: 'take the model of a run to new rows, and write what it predicts as CSV',
  argument: runFolderArgument,
  settings: predictSettings,
  run: async (given, folder) => (await import('./run.js')).predict(folder, given),
});
