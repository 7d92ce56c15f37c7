import { adam } from '../optimizers/adam.js';
import { namesOfRule } from '../optimizers/index.js';
import { halfOpenFraction, nonNegative, positive, positiveWhole } from '../settings/numbers.js';
import { type Range, toggle } from '../settings/range.js';
import { setting, type ValuesOf } from '../settings/setting.js';

const batchSize: Range<number | 'full'> = {
  words: `${positiveWhole.words}, or full`,
  fileWords: `${positiveWhole.words}, or "full"`,
  read: (text) => (text === 'full' ? text : positiveWhole.read(text)),
  holds: (value): value is number | 'full' => value === 'full' || positiveWhole.holds(value),
  jsonSchema: { anyOf: [positiveWhole.jsonSchema, { const: 'full' }] },
};

/** The loop over epochs. */
export const trainingSettings = {
  epochs: setting({
    flag: '--epochs',
    argument: 'n',
    group: 'Training',
    help: 'passes over the training rows',
    isCommon: true,
    range: positiveWhole,
    default: 200,
    varies: false,
  }),
  batchSize: setting({
    flag: '--batch-size',
    argument: 'n|full',
    group: 'Training',
    help: 'rows in a batch; full takes all rows, unshuffled',
    isCommon: true,
    range: batchSize,
    default: 'full',
  }),
  patience: setting({
    flag: '--patience',
    argument: 'n',
    group: 'Training',
    help: 'stop after n epochs without a lower validation (else test) loss, and predict with the best weights',
    isCommon: true,
    range: positiveWhole,
    defaultWords: 'none',
  }),
  minDelta: setting({
    flag: '--min-delta',
    argument: 'number',
    group: 'Training',
    help: 'what a loss must be lower by to count as lower',
    range: nonNegative,
    default: 0,
  }),
  checkpointEvery: setting({
    flag: '--checkpoint-every',
    argument: 'n',
    group: 'Training',
    help: 'epochs between checkpoints',
    range: positiveWhole,
    defaultWords: 'about one a second',
  }),
  dropout: setting({
    flag: '--dropout',
    argument: 'p',
    group: 'Training',
    help: "share of the hidden units' outputs that each training step leaves out at random",
    range: halfOpenFraction,
    default: 0,
  }),
  l1: setting({
    flag: '--l1',
    argument: 'number',
    group: 'Training',
    help: "what the loss is raised by in training for each unit of the weights' absolute sum",
    range: nonNegative,
    scale: 'log',
    default: 0,
  }),
  clipNorm: setting({
    flag: '--clip-norm',
    argument: 'number',
    group: 'Training',
    help: "the most that the gradient's L2 norm over all weights may be",
    range: positive,
    defaultWords: 'none',
  }),
  clipValue: setting({
    flag: '--clip-value',
    argument: 'number',
    group: 'Training',
    help: 'the most that any value of the gradient may be, either way',
    range: positive,
    defaultWords: 'none',
  }),
  ema: setting({
    flag: '--ema',
    argument: 'decay',
    group: 'Training',
    help: 'test, predict with and keep a moving average of the weights over about 1/(1 − decay) steps',
    range: halfOpenFraction,
    defaultWords: 'none',
  }),
} as const;

/** How many steps an epoch has; the last may have fewer rows. */
export function stepsPerEpoch(size: number | 'full', rows: number): number {
  return size === 'full' ? 1 : Math.ceil(rows / size);
}

/** What a run's settings say of its loop. */
export type TrainingConfig = ValuesOf<typeof trainingSettings>;

/** What is recorded of the steps. */
export const traceSettings = {
  trace: setting({
    flag: '--trace',
    group: 'Output',
    help: "record Adam's m, v and steps in trace.csv, and draw them in adam.png",
    range: toggle,
    default: false,
    optimizers: namesOfRule(adam.rule),
  }),
} as const;
