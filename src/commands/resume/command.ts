import { resumeSettings } from '../../config/resumeSettings.js';
import { defineCommand } from '../defineCommand.js';

export const resume = defineCommand({
  name: 'resume',
  summary: 'go on with a run after its last checkpoint, in its own folder; --epochs extends it',
  argument: { name: 'folder', help: "the run's folder, such as out/run-001" },
  settings: resumeSettings,
  run: async (given, folder) => (await import('./run.js')).resume(folder, given),
});
