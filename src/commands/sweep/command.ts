import { Option as Flag } from 'commander';
import { UsageError } from '../../errors.js';
import { queueSettings } from '../../queue/settings.js';
import type { GivenTexts } from '../../search/parseDimension.js';
import { toggle } from '../../settings/range.js';
import { setting } from '../../settings/setting.js';
import { sweepRunSettings, sweepSettings } from '../../sweep/settings.js';
import { defineCommand } from '../defineCommand.js';
import { showInShortHelp } from '../shortHelp.js';
import { declareSpaceFlags, sharedSettings } from './spaceFlags.js';

const examples = `
A flag of train with several values is tried with each: --lr 1e-3,1e-2
--hidden 32 --hidden 64,64. a..b is a range to draw from with --trials, or each
whole number in it; log: or lin: in front says on which scale; 0,a..b is 0 or
the range. Settings that only some optimizers have belong to the trials that
have them.

Examples:
  adam-train sweep --lr 1e-4,1e-3,1e-2 --optimizer adam,sgd --val-size 0.2
      six trials
  adam-train sweep --data cars.csv --target mpg --val-size 0.2 --lr 1e-4..1e-1 --batch-size 16..128 --trials 40
      forty, each drawn by what those before gave
`;

const ownSettings = {
  dryRun: setting({
    flag: '--dry-run',
    group: 'Sweep',
    help: 'list the trials, and train none',
    isCommon: true,
    range: toggle,
    default: false,
  }),
} as const;

const settings = {
  ...sweepSettings,
  ...sweepRunSettings,
  ...ownSettings,
  ...queueSettings,
  ...sharedSettings,
};

const texts: Record<string, GivenTexts> = {};
const files: { path?: string } = {};

export const sweep = defineCommand({
  name: 'sweep',
  summary: 'train with many settings, side by side, and rank them',
  settings,
  declareOthers: (command) => {
    declareSpaceFlags(command, texts);
    const flag = new Flag(
      '--config <file>',
      "take settings from a JSON file, such as a sweep's space.json; flags win",
    );
    command.addOption(flag.helpGroup('Config:'));
    showInShortHelp(flag, flag.description);
    command.on('option:config', (path: string) => {
      if (path.startsWith('--'))
        throw new UsageError('--config must name a JSON file, got nothing; add one.');
      files.path = path;
    });
  },
  help: examples,
  shortHelp: `${examples}
All flags, and what each may be: adam-train sweep --help all`,
  run: async (given) => (await import('./run.js')).sweep(given, texts, files.path),
});
