import type { AllHyperparameters, OptimizerName } from '../../optimizers/index.js';
import { optimizers } from '../../optimizers/index.js';

/** An optimizer as the page lets it run: one of them, or one with a setting of its own. */
export interface Contender {
  title: string;
  optimizer: OptimizerName;
  /** What it has otherwise than its optimizer. */
  own: Partial<AllHyperparameters>;
  /** What the command says for that. */
  flags: readonly string[];
}

function usual(optimizer: OptimizerName): Contender {
  return { title: optimizers[optimizer].title, optimizer, own: {}, flags: [] };
}

/** The contenders in the page's order: Adam and its likes, what it grew out of, what came of it. */
export const contenders = {
  adam: usual('adam'),
  uncorrected: {
    title: 'Adam, uncorrected',
    optimizer: 'adam',
    own: { biasCorrection: false },
    flags: ['--no-bias-correction'],
  },
  amsgrad: { title: 'AMSGrad', optimizer: 'adam', own: { amsgrad: true }, flags: ['--amsgrad'] },
  adamw: usual('adamw'),
  sgd: usual('sgd'),
  momentum: {
    title: 'SGD, momentum 0.9',
    optimizer: 'sgd',
    own: { momentum: 0.9 },
    flags: ['--momentum', '0.9'],
  },
  rmsprop: usual('rmsprop'),
  adagrad: usual('adagrad'),
  adadelta: usual('adadelta'),
  adamax: usual('adamax'),
  nadam: usual('nadam'),
  radam: usual('radam'),
  lion: usual('lion'),
} satisfies Record<string, Contender>;

export type ContenderName = keyof typeof contenders;
export const contenderNames = Object.keys(contenders) as ContenderName[];
