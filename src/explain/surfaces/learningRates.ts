import type { PlaneFunctionName } from '../../config/choices.js';
import type { OptimizerName } from '../../config/optimizerTable.js';

/**
 * The learning rate of each optimizer on each surface where the user gives none: found by trying 1, 2 and 5 times powers of ten
 * for one that gets far in 500 steps along a path that can be followed by eye. SGD's on the quadratic bowl is near 2/20, beyond
 * which it diverges, so that its zigzag is seen.
 */
export const learningRates: Record<PlaneFunctionName, Record<OptimizerName, number>> = {
  rosenbrock: {
    adam: 0.2,
    adamw: 0.2,
    nadam: 0.2,
    radam: 0.002,
    adamax: 0.5,
    rmsprop: 0.02,
    adagrad: 1,
    adadelta: 2,
    sgd: 0.001,
  },
  quadratic: {
    adam: 0.2,
    adamw: 0.2,
    nadam: 0.2,
    radam: 0.2,
    adamax: 0.2,
    rmsprop: 0.05,
    adagrad: 1,
    adadelta: 10,
    sgd: 0.09,
  },
  saddle: {
    adam: 0.02,
    adamw: 0.02,
    nadam: 0.02,
    radam: 0.02,
    adamax: 0.02,
    rmsprop: 0.01,
    adagrad: 0.1,
    adadelta: 1,
    sgd: 0.02,
  },
  beale: {
    adam: 0.2,
    adamw: 0.2,
    nadam: 0.2,
    radam: 0.01,
    adamax: 0.5,
    rmsprop: 0.02,
    adagrad: 0.5,
    adadelta: 2,
    sgd: 0.01,
  },
};
