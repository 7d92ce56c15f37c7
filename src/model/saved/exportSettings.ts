import { toggle } from '../../settings/range.js';
import { setting } from '../../settings/setting.js';
import { folder } from '../../settings/texts.js';

/** The settings of `adam-train export`. */
export const exportSettings = {
  to: setting({
    flag: '--to',
    argument: 'folder',
    group: 'Options',
    help: 'where model.json and weights.bin go',
    range: folder,
    defaultWords: 'none',
  }),
  force: setting({
    flag: '--force',
    group: 'Options',
    help: 'write into a folder that holds other files',
    range: toggle,
    default: false,
  }),
} as const;
