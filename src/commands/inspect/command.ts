import { defineCommand } from '../defineCommand.js';
import { inspectSettings } from './settings.js';

export const inspect = defineCommand({
  name: 'inspect',
  summary: 'look at the columns of a CSV file, and say what train would make of it',
  argument: { name: 'file', help: 'the CSV file: cars.csv' },
  settings: inspectSettings,
  run: async (given, file) => (await import('./run.js')).inspect(file, given),
});
