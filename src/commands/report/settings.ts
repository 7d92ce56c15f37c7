import { setting } from '../../settings/setting.js';
import { folder } from '../../settings/texts.js';

/** The settings of `adam-train report`. */
export const reportSettings = {
  to: setting({
    flag: '--to',
    argument: 'folder',
    group: 'Output',
    help: 'where report.html goes',
    range: folder,
    defaultWords: 'the run folder',
  }),
} as const;
