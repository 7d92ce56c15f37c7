import type { OptimizerName } from '../../optimizers/index.js';
import type { Work } from '../../turns.js';
import { type PlaneFunction, type PlaneFunctionName, planeFunctions } from './functions.js';
import { followingPath, isInside } from './paths.js';

/**
 * Learning rates that were chosen by eye: of 1, 2 and 5 times powers of ten one that gets far in 500 steps along a path that can
 * be followed. SGD's on the quadratic bowl is near 2/20, beyond which it diverges, so that its zigzag is seen.
 */
const chosen: Record<PlaneFunctionName, Partial<Record<OptimizerName, number>>> = {
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

const STEPS = 500;
const candidates = [-5, -4, -3, -2, -1, 0, 1].flatMap((power) =>
  [1, 2, 5].map((digit) => Number(`${digit}e${power}`)),
);

/** The learning rate of an optimizer on a surface where the user gives none: one that was chosen, else one that is found. */
export function* learningRateOn(name: PlaneFunctionName, optimizer: OptimizerName): Work<number> {
  return chosen[name][optimizer] ?? (yield* findingLearningRate(planeFunctions[name], optimizer));
}

/**
 * Of 1, 2 and 5 times powers of ten the learning rate with which an optimizer gets lowest in 500 steps from the surface's own start
 * without leaving the picture; the smaller of two that get equally low, and the smallest of all where every path leaves.
 */
export function* findingLearningRate(surface: PlaneFunction, optimizer: OptimizerName): Work<number> {
  let best = { learningRate: candidates[0] as number, value: Number.POSITIVE_INFINITY };
  for (const learningRate of candidates) {
    const path = yield* followingPath(surface, surface.start, optimizer, { learningRate }, STEPS);
    const stays =
      path.leftAfter === undefined && path.points.every((point) => isInside(point, surface.window));
    if (stays && path.value < best.value) best = { learningRate, value: path.value };
  }
  return best.learningRate;
}
