import { toggle } from '../../settings/range.js';
import { setting } from '../../settings/setting.js';
import { defineCommand } from '../defineCommand.js';

const settings = {
  json: setting({
    flag: '--json',
    group: 'Output',
    help: 'print the version, what it runs on and which engines are here as JSON',
    range: toggle,
    default: false,
  }),
} as const;

/** Hidden: it is what `--version --json` runs. */
export const versionCommand = defineCommand({
  name: 'version',
  summary: 'print the version',
  settings,
  isHidden: true,
  run: async ({ json }) => (await import('./run.js')).printVersion(json?.value === true),
});
