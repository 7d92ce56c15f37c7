import { toggle } from '../settings/range.js';
import { setting } from '../settings/setting.js';

/** Whether a run has a page. */
export const pageSettings = {
  noReport: setting({
    flag: '--no-report',
    group: 'Output',
    help: 'write no report.html',
    range: toggle,
    default: false,
  }),
} as const;
