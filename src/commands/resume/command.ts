import { resumeSettings } from '../../config/resumeSettings.js';
import { defineCommand, runFolderArgument } from '../defineCommand.js';

export const resume = defineCommand({
  name: 'resume',
  summary: 'go on with a run after its last checkpoint, in its own run folder; --epochs extends it',
  argument: runFolderArgument,
  settings: resumeSettings,
  run: async (given, folder) => (await import('./run.js')).resume(folder, given),
});
