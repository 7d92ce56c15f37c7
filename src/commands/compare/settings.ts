import { outputSettings } from '../../config/outputSettings.js';
import { metricNames } from '../../job/metricNames.js';
import { runSettings } from '../../run/settings.js';
import type { GivenSettings } from '../../settings/given.js';
import { oneOf, toggle } from '../../settings/range.js';
import { setting } from '../../settings/setting.js';
import { folder } from '../../settings/texts.js';

const { json, quiet } = outputSettings;

/** Every setting of `adam-train compare`, in the help's order. */
export const compareSettings = {
  metric: setting({
    flag: '--metric',
    argument: 'name',
    group: 'Output',
    help: 'what ranks them; without val_, cv_ or test_ that of the validation rows where all have some, else of the folds',
    range: oneOf(metricNames),
    defaultWords: 'loss; rmse where the losses differ in kind',
  }),
  to: setting({
    flag: '--to',
    aliases: [runSettings.out.flag],
    argument: 'folder',
    group: 'Output',
    help: 'where compare.png goes, the losses overlaid',
    range: folder,
    default: runSettings.out.default ?? 'out',
  }),
  json: { ...json, help: 'print the table as JSON' },
  csv: setting({
    flag: '--csv',
    group: 'Output',
    help: 'print the table as CSV, in full precision',
    range: toggle,
    default: false,
  }),
  quiet: { ...quiet, help: 'keep notes off standard error' },
} as const;

export type GivenCompareSettings = GivenSettings<keyof typeof compareSettings>;
