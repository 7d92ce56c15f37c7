import { outputSettings } from '../../config/outputSettings.js';
import { listOrders } from '../../job/listOrders.js';
import type { GivenSettings } from '../../settings/given.js';
import { oneOf } from '../../settings/range.js';
import { setting } from '../../settings/setting.js';

/** Every setting of `adam-train runs`, in the help's order. */
export const runsSettings = {
  sort: setting({
    flag: '--sort',
    argument: 'order',
    group: 'Output',
    help: 'what comes first: by name, or the latest, the best or the longest',
    range: oneOf(listOrders),
    default: 'name',
  }),
  json: { ...outputSettings.json, help: 'print a list as JSON' },
} as const;

export type GivenRunsSettings = GivenSettings<keyof typeof runsSettings>;
