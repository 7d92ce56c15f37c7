import { defineCommand, runFolderArgument } from '../defineCommand.js';
import { reportSettings } from './settings.js';

export const report = defineCommand({
  name: 'report',
  summary: 'write the page of a run or a sweep again from its files, without training',
  argument: runFolderArgument,
  settings: reportSettings,
  run: async (given, folder) => (await import('./run.js')).report(folder, given),
});
