import { oneOf } from '../settings/range.js';
import { setting } from '../settings/setting.js';

/** The tfjs backends that a run may compute on. */
export const backends = ['wasm', 'cpu', 'tensorflow'] as const;
export type Backend = (typeof backends)[number];

/** What may be asked for; `auto` leaves the choice to the program. */
const backendChoices = ['auto', ...backends] as const;
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
