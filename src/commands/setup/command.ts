import { setupSettings } from '../../engine/native/installer/settings.js';
import { resolveValues } from '../../settings/given.js';
import { defineCommand } from '../defineCommand.js';

export const setup = defineCommand({
  name: 'setup',
  summary: 'install the native engine: TensorFlow, for --backend tensorflow',
  settings: setupSettings,
  run: async (given) => (await import('./run.js')).setup(resolveValues(setupSettings, given)),
});
