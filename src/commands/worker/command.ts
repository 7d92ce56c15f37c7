import { outputSettings } from '../../config/outputSettings.js';
import { queueVariable, workerSettings } from '../../queue/settings.js';
import { defineCommand } from '../defineCommand.js';

const { quiet, noColor } = outputSettings;

export const worker = defineCommand({
  name: 'worker',
  summary: 'train the trials of sweeps that are on a queue, until it is stopped',
  argument: {
    name: 'url',
    help: `the Redis server, such as redis://user:password@host:6379/0; ${queueVariable} says it too`,
    isOptional: true,
  },
  settings: { ...workerSettings, quiet, noColor },
  run: async (given, url) => (await import('./run.js')).worker(given, url),
});
