import { resumeSettings } from '../../config/resumeSettings.js';
import { queueSettings } from '../../queue/settings.js';
import { sweepResumeSettings } from '../../sweep/settings.js';
import { defineCommand, runFolderArgument } from '../defineCommand.js';

export const resume = defineCommand({
  name: 'resume',
  summary:
    'go on with a run after its last checkpoint, in its own run folder; --epochs extends it; of a sweep, train what is missing',
  argument: runFolderArgument,
  shortHelp: '\nAll flags, and what each may be: adam-train resume --help all',
  settings: { ...resumeSettings, ...sweepResumeSettings, ...queueSettings },
  run: async (given, folder) => (await import('./run.js')).resume(folder, given),
});
