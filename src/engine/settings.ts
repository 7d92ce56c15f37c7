import { wholeNumbers } from '../settings/numbers.js';
import { oneOf } from '../settings/range.js';
import { setting } from '../settings/setting.js';

/** The tfjs backends that a run may compute on. */
export const backends = ['wasm', 'cpu', 'tensorflow'] as const;
export type Backend = (typeof backends)[number];

/** What may be asked for; `auto` leaves the choice to the program. */
const backendChoices = ['auto', ...backends] as const;
export type BackendChoice = (typeof backendChoices)[number];

const threadCount = wholeNumbers('a whole number from 1 to 64', { minimum: 1, maximum: 64 });

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
  threads: setting({
    flag: '--threads',
    argument: 'n',
    group: 'Engine',
    help: 'threads that wasm computes with; the numbers are the same with any number of them',
    range: threadCount,
    defaultWords: 'the cores available, at most 4; 1 where a step is small',
  }),
} as const;

/** The environment variable that says how many processor cores a process may take for itself, where others have a share of them. */
export const coresVariable = 'ADAM_TRAIN_CORES';
