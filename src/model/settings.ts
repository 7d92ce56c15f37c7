import { positiveWholes } from '../settings/lists.js';
import { oneOf } from '../settings/range.js';
import { setting, type ValuesOf } from '../settings/setting.js';
import { folder } from '../settings/texts.js';
import type { LossConfig } from './losses/index.js';

/** The functions that a hidden layer may end with. */
export const activationNames = ['relu', 'tanh', 'sigmoid', 'elu'] as const;
export type ActivationName = (typeof activationNames)[number];

/** The layers of the network. */
export const modelSettings = {
  hidden: setting({
    flag: '--hidden',
    argument: 'sizes',
    group: 'Model',
    help: 'units of each hidden layer',
    isCommon: true,
    range: positiveWholes,
    default: [64, 64],
  }),
  activation: setting({
    flag: '--activation',
    argument: 'name',
    group: 'Model',
    help: 'function after each hidden layer',
    range: oneOf(activationNames),
    default: 'relu',
  }),
  initFrom: setting({
    flag: '--init-from',
    argument: 'run-folder',
    group: 'Model',
    help: "begin with the weights of another run's model, of the same layers on the same features",
    range: folder,
    isPath: true,
    defaultWords: 'none',
  }),
} as const;

/** What a run's settings say of its model. */
export type ModelConfig = Readonly<Omit<ValuesOf<typeof modelSettings>, 'initFrom'>> & {
  initFrom?: string | undefined;
  loss: LossConfig;
};
