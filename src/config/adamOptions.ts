import { adamDefaults } from './adamDefaults.js';
import { option } from './option.js';
import { momentum, nonNegative, toggle } from './rules.js';

/** Adam's hyperparameters. */
export const adamOptions = {
  learningRate: option({
    flag: '--lr',
    aliases: ['--learning-rate'],
    argument: 'number',
    group: 'Adam',
    help: 'learning rate, the step size α',
    rule: nonNegative,
    default: adamDefaults.learningRate,
  }),
  beta1: option({
    flag: '--beta1',
    argument: 'number',
    group: 'Adam',
    help: 'decay of the mean gradient m',
    rule: momentum,
    default: adamDefaults.beta1,
  }),
  beta2: option({
    flag: '--beta2',
    argument: 'number',
    group: 'Adam',
    help: 'decay of the mean squared gradient v',
    rule: momentum,
    default: adamDefaults.beta2,
  }),
  epsilon: option({
    flag: '--eps',
    aliases: ['--epsilon'],
    argument: 'number',
    group: 'Adam',
    help: 'added to √v̂ in the denominator',
    rule: nonNegative,
    default: adamDefaults.epsilon,
  }),
  weightDecay: option({
    flag: '--weight-decay',
    argument: 'number',
    group: 'Adam',
    help: 'pull of the weights to zero',
    rule: nonNegative,
    default: adamDefaults.weightDecay,
  }),
  decoupledWeightDecay: option({
    flag: '--decoupled-weight-decay',
    group: 'Adam',
    help: 'shrink the weights directly, as AdamW, instead of by the gradient',
    rule: toggle,
    default: adamDefaults.decoupledWeightDecay,
  }),
  amsgrad: option({
    flag: '--amsgrad',
    group: 'Adam',
    help: 'divide by the largest v so far',
    rule: toggle,
    default: adamDefaults.amsgrad,
  }),
} as const;
