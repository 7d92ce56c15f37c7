import {
  type OptimizerName,
  type OptimizerOptionName,
  optimizerNames,
  optimizerTable,
} from './optimizerTable.js';
import { type Option, option } from './option.js';
import { finite, fraction, momentum, nonNegative, oneOf, toggle } from './rules.js';

/** An option whose default, and whether there is it at all, depends on the optimizer. */
function ofOptimizer<Value>(
  key: OptimizerOptionName,
  declaration: Pick<Option<Value>, 'flag' | 'argument' | 'help' | 'rule'> & Partial<Option<Value>>,
): Option<Value> {
  const optimizers = optimizerNames.filter((name) => key in optimizerTable[name].options);
  return option({
    ...declaration,
    group: 'Optimizer',
    optimizers,
    defaultWords: defaultsInWords(key, optimizers),
  });
}

/** The optimizer and its options: which one has which, and their defaults, stands in optimizerTable. */
export const optimizerOptions = {
  optimizer: option({
    flag: '--optimizer',
    argument: 'name',
    group: 'Optimizer',
    help: 'the rule that updates the weights',
    rule: oneOf(optimizerNames),
    default: 'adam',
  }),
  learningRate: ofOptimizer('learningRate', {
    flag: '--lr',
    aliases: ['--learning-rate'],
    argument: 'number',
    help: 'learning rate, the step size α',
    rule: nonNegative,
  }),
  beta1: ofOptimizer('beta1', {
    flag: '--beta1',
    argument: 'number',
    help: 'decay of the mean gradient m',
    rule: momentum,
  }),
  beta2: ofOptimizer('beta2', {
    flag: '--beta2',
    argument: 'number',
    help: 'decay of the mean squared gradient v',
    rule: momentum,
  }),
  epsilon: ofOptimizer('epsilon', {
    flag: '--eps',
    aliases: ['--epsilon'],
    argument: 'number',
    help: 'added to the denominator, which is √v̂ in Adam',
    rule: nonNegative,
  }),
  weightDecay: ofOptimizer('weightDecay', {
    flag: '--weight-decay',
    argument: 'number',
    help: 'pull of the weights to zero',
    rule: nonNegative,
  }),
  decoupledWeightDecay: ofOptimizer('decoupledWeightDecay', {
    flag: '--decoupled-weight-decay',
    help: 'shrink the weights directly, as AdamW, instead of by the gradient',
    rule: toggle,
  }),
  amsgrad: ofOptimizer('amsgrad', {
    flag: '--amsgrad',
    help: 'divide by the largest v so far',
    rule: toggle,
  }),
  biasCorrection: ofOptimizer('biasCorrection', {
    flag: '--no-bias-correction',
    help: 'leave m and v as they are, too small in the first steps',
    rule: { ...toggle, read: () => false },
  }),
  momentum: ofOptimizer('momentum', {
    flag: '--momentum',
    argument: 'number',
    help: 'how much of the velocity is kept at each step',
    rule: nonNegative,
  }),
  dampening: ofOptimizer('dampening', {
    flag: '--dampening',
    argument: 'number',
    help: 'the part of each gradient that is kept out of the velocity',
    rule: finite,
  }),
  nesterov: ofOptimizer('nesterov', {
    flag: '--nesterov',
    help: 'step by the velocity as it will be; needs --momentum',
    rule: toggle,
  }),
  alpha: ofOptimizer('alpha', {
    flag: '--alpha',
    argument: 'number',
    help: 'decay of the mean squared gradient',
    rule: nonNegative,
  }),
  centered: ofOptimizer('centered', {
    flag: '--centered',
    help: "divide by the gradient's standard deviation",
    rule: toggle,
  }),
  rho: ofOptimizer('rho', {
    flag: '--rho',
    argument: 'number',
    help: 'decay of the two running means',
    rule: fraction,
  }),
  momentumDecay: ofOptimizer('momentumDecay', {
    flag: '--momentum-decay',
    argument: 'number',
    help: 'how fast the momentum grows to β1',
    rule: nonNegative,
  }),
  initialAccumulatorValue: ofOptimizer('initialAccumulatorValue', {
    flag: '--initial-accumulator-value',
    argument: 'number',
    help: 'what the sum of squared gradients begins at',
    rule: nonNegative,
  }),
  learningRateDecay: ofOptimizer('learningRateDecay', {
    flag: '--learning-rate-decay',
    aliases: ['--lr-decay'],
    argument: 'number',
    help: 'the learning rate is divided by 1 + (t − 1) times this',
    rule: nonNegative,
  }),
} as const;

/** `0.001; nadam and adamax 0.002; adadelta 1` */
function defaultsInWords(key: OptimizerOptionName, owners: readonly OptimizerName[]): string {
  const defaultOf = (name: OptimizerName) =>
    (optimizerTable[name].options as Partial<Record<OptimizerOptionName, number | boolean>>)[key];
  const values = [...new Set(owners.map(defaultOf))];
  return values
    .map((value, i) => {
      const names = owners.filter((name) => defaultOf(name) === value);
      return i === 0 ? inDigits(value) : `${names.join(' and ')} ${inDigits(value)}`;
    })
    .join('; ');
}

/** 1e-6 rather than 0.000001. */
function inDigits(value: number | boolean | undefined): string {
  return typeof value === 'number' && value !== 0 && value < 1e-4 ? value.toExponential() : String(value);
}
