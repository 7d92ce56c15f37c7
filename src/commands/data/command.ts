import { defineCommand } from '../defineCommand.js';
import { generateSettings } from './settings.js';

export const data = defineCommand({
  name: 'data',
  summary: 'write the generated data set as CSV, to take it elsewhere or to train on it with --data',
  settings: generateSettings,
  run: async (given) => (await import('./run.js')).data(given),
});
