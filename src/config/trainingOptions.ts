import { activationNames } from './choices.js';
import { option } from './option.js';
import { batchSize, count, counts, momentum, nonNegative, oneOf, positive } from './rules.js';

/** The model and the loop over epochs. */
export const trainingOptions = {
  hidden: option({
    flag: '--hidden',
    argument: 'sizes',
    group: 'Model',
    help: 'units of each hidden layer',
    rule: counts,
    default: [64, 64],
  }),
  activation: option({
    flag: '--activation',
    argument: 'name',
    group: 'Model',
    help: 'function after each hidden layer',
    rule: oneOf(activationNames),
    default: 'relu',
  }),
  epochs: option({
    flag: '--epochs',
    argument: 'n',
    group: 'Training',
    help: 'passes over the training rows',
    rule: count,
    default: 200,
  }),
  batchSize: option({
    flag: '--batch-size',
    argument: 'n|full',
    group: 'Training',
    help: 'rows in a batch; full takes all rows, unshuffled',
    rule: batchSize,
    default: 'full',
  }),
  patience: option({
    flag: '--patience',
    argument: 'n',
    group: 'Training',
    help: 'stop after n epochs without a lower validation (else test) loss, and predict with the best weights',
    rule: count,
    defaultWords: 'none',
  }),
  minDelta: option({
    flag: '--min-delta',
    argument: 'number',
    group: 'Training',
    help: 'what a loss must be lower by to count as lower',
    rule: nonNegative,
    default: 0,
  }),
  checkpointEvery: option({
    flag: '--checkpoint-every',
    argument: 'n',
    group: 'Training',
    help: 'epochs between checkpoints',
    rule: count,
    defaultWords: 'about one a second',
  }),
  clipNorm: option({
    flag: '--clip-norm',
    argument: 'number',
    group: 'Training',
    help: "the most that the gradient's L2 norm over all weights may be",
    rule: positive,
    defaultWords: 'none',
  }),
  clipValue: option({
    flag: '--clip-value',
    argument: 'number',
    group: 'Training',
    help: 'the most that any value of the gradient may be, either way',
    rule: positive,
    defaultWords: 'none',
  }),
  ema: option({
    flag: '--ema',
    argument: 'decay',
    group: 'Training',
    help: 'test, predict with and keep a moving average of the weights over about 1/(1 − decay) steps',
    rule: momentum,
    defaultWords: 'none',
  }),
} as const;
