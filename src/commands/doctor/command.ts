import { runSettings } from '../../run/settings.js';
import { resolveValues } from '../../settings/given.js';
import { defineCommand } from '../defineCommand.js';

const { out } = runSettings;
const settings = { out: { ...out, group: 'Options', help: 'where run folders are to be made' } };

export const doctor = defineCommand({
  name: 'doctor',
  summary: 'say what works on this machine, and how to mend what does not',
  settings,
  run: async (given) => (await import('./run.js')).doctor(resolveValues(settings, given)),
});
