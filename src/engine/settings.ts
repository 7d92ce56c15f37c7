import { oneOf } from '../settings/range.js';
import { setting } from '../settings/setting.js';

/** What may be asked for; `auto` leaves the choice to the program. */
export const backendChoices = ['auto', 'wasm', 'cpu', 'tensorflow'] as const;
export type BackendChoice = (typeof backendChoices)[number];

/** What computes. */
export const engineSettings = {
  backend: setting({
    flag: '--backend',
    argument: 'name',
    group: 'Engine',
    help: 'what computes',
    range: oneOf(backendChoices),
    default: 'auto',
  }),
} as const;
