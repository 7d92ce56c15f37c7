import { backends } from '../../engine/settings.js';
import { resolveValues } from '../../settings/given.js';
import { oneOf } from '../../settings/range.js';
import { setting } from '../../settings/setting.js';
import { defineCommand } from '../defineCommand.js';

const settings = {
  backend: setting({
    flag: '--backend',
    argument: 'name',
    group: 'Options',
    help: 'what is to be tried',
    range: oneOf(backends),
    default: 'wasm',
  }),
};

/** Hidden: setup and doctor run it in a process of its own. */
export const selfTest = defineCommand({
  name: 'self-test',
  summary: 'try an engine and print what it can as JSON',
  settings,
  isHidden: true,
  run: async (given) => (await import('./run.js')).selfTest(resolveValues(settings, given)),
});
