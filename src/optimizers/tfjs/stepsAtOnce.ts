import type { StepNumbers, SteppedRule } from '../../kernels/steps.js';
import { adam, biasCorrections } from '../adam.js';
import type { AnyValues, Rule } from '../defineOptimizer.js';
import { lion } from '../lion.js';
import { rmsprop } from '../rmsprop.js';
import { sgd } from '../sgd.js';

/** A rule that a backend may step by on all variables at once. */
export interface RuleAtOnce {
  rule: SteppedRule;
  /** What it keeps, in the kernel's order. */
  slots: readonly string[];
  numbersOf: (t: number, values: AnyValues) => StepNumbers;
}

type Numbers = Record<string, number>;

const known: [Rule, RuleAtOnce][] = [
  [
    adam.rule,
    {
      rule: 'adam',
      slots: ['m', 'v', 'vMax'],
      numbersOf: (t, values) => {
        const { learningRate: alpha = 0, beta1 = 0, beta2 = 0, epsilon = 0 } = values as Numbers;
        const { biasCorrection1, biasCorrection2 } = biasCorrections(t, {
          beta1,
          beta2,
          biasCorrection: values['biasCorrection'] === true,
        });
        return withDecay(values, [
          ...[1 - beta1, beta2, 1 - beta2],
          ...[alpha / biasCorrection1, Math.sqrt(biasCorrection2), epsilon],
        ]);
      },
    },
  ],
  [
    sgd.rule,
    {
      rule: 'sgd',
      slots: ['b'],
      numbersOf: (t, values) => {
        const { learningRate: alpha = 0, momentum: mu = 0, dampening: tau = 0 } = values as Numbers;
        return withDecay(values, [alpha, mu, 1 - tau, Number(values['nesterov']), Number(t === 1)]);
      },
    },
  ],
  [
    rmsprop.rule,
    {
      rule: 'rmsprop',
      slots: ['v', 'gMean', 'b'],
      numbersOf: (_t, values) => {
        const { learningRate: eta = 0, alpha = 0, epsilon = 0, momentum: mu = 0 } = values as Numbers;
        return withDecay(values, [eta, alpha, 1 - alpha, epsilon, mu]);
      },
    },
  ],
  [
    lion.rule,
    {
      rule: 'lion',
      slots: ['m'],
      numbersOf: (_t, values) => {
        const { learningRate: alpha = 0, beta1 = 0, beta2 = 0 } = values as Numbers;
        return withDecay(values, [alpha, 1 - beta1, 1 - beta2]);
      },
    },
  ],
];

const byRule = new Map(known);

export function ruleAtOnce(rule: Rule): RuleAtOnce | undefined {
  return byRule.get(rule);
}

/** The numbers of `withWeightDecay`, and a rule's own behind them. */
function withDecay(values: AnyValues, others: readonly number[]): StepNumbers {
  const { learningRate: alpha = 0, weightDecay: lambda = 0 } = values as Numbers;
  const isDecoupled = values['decoupledWeightDecay'] === true;
  return {
    sign: values['maximize'] === true ? -1 : 1,
    shrink: isDecoupled ? 1 - alpha * lambda : 1,
    l2: isDecoupled ? 0 : lambda,
    others,
  };
}
