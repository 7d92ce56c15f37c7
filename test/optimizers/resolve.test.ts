import { describe, expect, it } from 'vitest';
import { exitCodes, UsageError } from '../../src/errors.js';
import {
  type AllHyperparameters,
  type OptimizerName,
  optimizerNames,
  optimizers,
} from '../../src/optimizers/index.js';
import { checkHyperparameter, resolveOptimizer } from '../../src/optimizers/resolve.js';
import { hyperparametersOf, type Trajectory, trajectories } from './trajectories.js';
import { underTest } from './underTest.js';

describe('defaults', () => {
  it.each(underTest)(
    "of $name are torch.optim's, and its learning rate's",
    ({ name, learningRate, recorded }) => {
      const usual = resolveOptimizer(name, {});
      expect(usual.learningRate).toBe(learningRate);
      if (recorded === undefined) return;
      const trajectory = trajectories.find(({ id }) => id.startsWith(`${recorded.defaults}/`)) as Trajectory;
      // The recorded learning rates are not the defaults.
      expect({ ...hyperparametersOf(trajectory), learningRate }).toEqual(usual);
    },
  );
});

describe('ranges', () => {
  const all = { ...optimizers };
  const below: [keyof AllHyperparameters, unknown, string][] = [
    ['learningRate', -1e-9, 'a finite number >= 0'],
    ['learningRate', Number.NaN, 'a finite number >= 0'],
    ['beta1', -0.1, 'in [0, 1)'],
    ['beta1', 1, 'in [0, 1)'],
    ['beta2', -0.1, 'in [0, 1)'],
    ['beta2', 1, 'in [0, 1)'],
    ['epsilon', -1, 'a finite number >= 0'],
    ['weightDecay', Number.POSITIVE_INFINITY, 'a finite number >= 0'],
    ['weightDecay', -1, 'a finite number >= 0'],
    ['decoupledWeightDecay', 1, 'true or false'],
    ['amsgrad', 'yes', 'true or false'],
    ['maximize', null, 'true or false'],
    ['biasCorrection', 0, 'true or false'],
    ['momentum', -0.1, 'a finite number >= 0'],
    ['dampening', Number.NEGATIVE_INFINITY, 'a finite number'],
    ['nesterov', 0, 'true or false'],
    ['alpha', -0.1, 'a finite number >= 0'],
    ['alpha', '0.9', 'a finite number >= 0'],
    ['centered', 'true', 'true or false'],
    ['rho', -0.1, 'in [0, 1]'],
    ['rho', 1.1, 'in [0, 1]'],
    ['momentumDecay', -1, 'a finite number >= 0'],
    ['initialAccumulatorValue', -1, 'a finite number >= 0'],
    ['learningRateDecay', -1, 'a finite number >= 0'],
  ];

  it.each(below)('%s %s is refused by every optimizer that has it', (hyperparameter, value, words) => {
    const owners = optimizerNames.filter((name) => hyperparameter in all[name].hyperparameters);
    expect(owners.length).toBeGreaterThan(0);
    for (const name of owners) {
      const preset = resolveOptimizer(name, {})[hyperparameter as never];
      const message = `${hyperparameter} must be ${words}, got ${value}; ${all[name].title}'s default is ${preset}.`;
      expect(() => resolveOptimizer(name, { [hyperparameter]: value })).toThrow(new UsageError(message));
    }
  });

  it('say so for every hyperparameter there is', () => {
    const known = new Set(optimizerNames.flatMap((name) => Object.keys(optimizers[name].hyperparameters)));
    expect(new Set(below.map(([hyperparameter]) => hyperparameter))).toEqual(known);
  });

  it.each([
    ['adadelta', { rho: 1 }],
    ['rmsprop', { momentum: 1.5, alpha: 0 }],
    ['sgd', { dampening: -2, momentum: 0.5 }],
    ['adam', { beta1: 0, beta2: 0, learningRate: 0, epsilon: 0 }],
  ] as [OptimizerName, Partial<AllHyperparameters>][])("%s takes PyTorch's bounds %o", (name, given) => {
    expect(resolveOptimizer(name, given)).toMatchObject(given);
  });

  it('hold for a learning rate that is set later', () => {
    expect(() => checkHyperparameter(optimizers.adadelta, 'learningRate', -1)).toThrow(
      /got -1; Adadelta's default is 1\.$/,
    );
  });
});

describe('hyperparameters that the optimizer does not have', () => {
  it('are refused with who has them', () => {
    expect(() => resolveOptimizer('adagrad', { momentum: 0.9 } as object)).toThrow(
      'An option of Adagrad must be learningRate, learningRateDecay, initialAccumulatorValue, epsilon, weightDecay or maximize, got momentum; that is an option of RMSprop and SGD.',
    );
    expect(() => resolveOptimizer('adamw', { decoupledWeightDecay: true } as object)).toThrow(
      /got decoupledWeightDecay; that is an option of Adam, NAdam and RAdam\.$/,
    );
  });

  it('are refused if nobody has them', () => {
    expect(() => resolveOptimizer('sgd', { lr: 0.1 } as never)).toThrow(/got lr; no optimizer has that\.$/);
    expect(() => resolveOptimizer('sgd', { toString: 1 } as never)).toThrow(/no optimizer has that\.$/);
  });

  it('do no harm while they are undefined', () => {
    expect(resolveOptimizer('sgd', { beta1: undefined, momentum: undefined } as never).momentum).toBe(0);
  });
});

it.each([
  [{ nesterov: true }, 'got momentum 0 and dampening 0'],
  [{ nesterov: true, momentum: 0.9, dampening: 0.1 }, 'got momentum 0.9 and dampening 0.1'],
])('refuses %o, which Nesterov cannot use', (given, message) => {
  expect(() => resolveOptimizer('sgd', given)).toThrow(
    `nesterov must go with a momentum above 0 and no dampening, ${message}`,
  );
  try {
    resolveOptimizer('sgd', given);
  } catch (error) {
    expect((error as UsageError).exitCode).toBe(exitCodes.usage);
  }
});
