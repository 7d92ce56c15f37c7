import { defineCommand } from '../defineCommand.js';
import { predictSettings } from './settings.js';

export const predict = defineCommand({
  name: 'predict',
  summary: 'take the model of a run to new rows, and write what it predicts as CSV',
  argument: { name: 'run-folder', help: 'the folder of the run: out/run-001' },
  settings: predictSettings,
  run: async (given, folder) => (await import('./run.js')).predict(folder, given),
});
