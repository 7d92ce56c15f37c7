import { workerCommand } from '../../sweep/pool/messages.js';
import { defineCommand } from '../defineCommand.js';

/** Hidden: a sweep runs it in processes of their own, and talks to them. */
export const trialWorker = defineCommand({
  name: workerCommand,
  summary: 'train the trials that a sweep sends',
  settings: {},
  isHidden: true,
  run: async () => (await import('./run.js')).trialWorker(),
});
