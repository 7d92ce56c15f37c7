import type { StepNumbers, SteppedRule } from '../../kernels/steps.js';
import { type AdamHyperparameters, adam, biasCorrections } from '../adam.js';
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
      numbersOf: (t, values) => adamStepNumbers(t, values as AnyValues & AdamHyperparameters),
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

/** Adam's: 1 − β1, β2, 1 − β2, α/(1 − β1ᵗ), √(1 − β2ᵗ) and ε, computed in double precision as the rule does. */
export function adamStepNumbers(t: number, values: AdamHyperparameters) {
  const { learningRate: alpha, beta1, beta2, epsilon } = values;
  const { biasCorrection1, biasCorrection2 } = biasCorrections(t, values);
  return withDecay(values, [
    1 - beta1,
    beta2,
    1 - beta2,
    alpha / biasCorrection1,
    Math.sqrt(biasCorrection2),
    epsilon,
  ] as const);
}

/** The numbers of `withWeightDecay`, and a rule's own behind them. */
function withDecay<Others extends readonly number[]>(values: object, others: Others) {
  const {
    learningRate: alpha = 0,
    weightDecay: lambda = 0,
    decoupledWeightDecay = false,
    maximize = false,
  } = values as Partial<AdamHyperparameters>;
  return {
    sign: maximize ? -1 : 1,
    shrink: decoupledWeightDecay ? 1 - alpha * lambda : 1,
    l2: decoupledWeightDecay ? 0 : lambda,
    others,
  };
}
