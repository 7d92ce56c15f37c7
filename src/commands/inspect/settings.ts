import { outputSettings } from '../../config/outputSettings.js';
import { csvSettings } from '../../data/csv/settings.js';
import type { GivenSettings } from '../../settings/given.js';
import { setting } from '../../settings/setting.js';
import { folder } from '../../settings/texts.js';

const { data: _, ...choice } = csvSettings;

/** How a table is written, and which of its columns are meant: train's own settings. */
export const tableSettings = choice;

/** Every setting of `adam-train inspect`, in the help's order. */
export const inspectSettings = {
  ...tableSettings,
  to: setting({
    flag: '--to',
    argument: 'folder',
    group: 'Output',
    help: 'where columns.png goes, a small histogram of each column',
    range: folder,
    defaultWords: 'nothing is written',
  }),
  json: { ...outputSettings.json, help: 'print it as JSON' },
  quiet: { ...outputSettings.quiet, help: 'keep progress off standard error' },
} as const;

type InspectSettingName = keyof typeof inspectSettings;
export type GivenInspectSettings = GivenSettings<InspectSettingName>;
