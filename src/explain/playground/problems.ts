import type { OptimizerName } from '../../optimizers/index.js';
import { atOnce } from '../../turns.js';
import type { WeightProblem } from '../examples/descent.js';
import { driftProblem, driftRates, target } from '../examples/drift.js';
import { reddiHyperparameters, reddiProblem } from '../examples/reddi2018.js';
import { sparseProblem, sparseRate } from '../examples/sparse.js';
import {
  PATH_STEPS,
  type PlaneFunction,
  type PlaneFunctionName,
  planeFunctionNames,
  planeFunctions,
} from '../surfaces/functions.js';
import { learningRateOn } from '../surfaces/learningRates.js';

/** What the page has optimizers do: go down a surface, or move a single weight. */
export type Problem = PlaneProblem | LineProblem;

interface Shared {
  title: string;
  formula: string;
  /** What the coordinates are called. */
  coordinates: readonly string[];
  start: readonly number[];
  steps: number;
  /** The learning rate that an optimizer has unless the reader gives it another. */
  rate: (optimizer: OptimizerName) => number;
}

interface PlaneProblem extends Shared {
  kind: 'plane';
  /** As `explain --function` names it. */
  name: PlaneFunctionName;
  surface: PlaneFunction;
}

interface LineProblem extends Shared {
  kind: 'line';
  weight: WeightProblem;
  /** What the picture shows of the weight's values. */
  range: readonly [low: number, high: number];
  /** Where the weight should be in step t. */
  target: { words: string; at: (t: number) => number };
}

const titles: Record<PlaneFunctionName, string> = {
  rosenbrock: 'Rosenbrock’s valley',
  quadratic: 'A lopsided bowl',
  saddle: 'A saddle',
  beale: 'Beale’s plain',
};

function plane(name: PlaneFunctionName): PlaneProblem {
  const surface: PlaneFunction = planeFunctions[name];
  return {
    kind: 'plane',
    name,
    surface,
    title: titles[name],
    formula: `f(x, y) = ${surface.formula}`,
    coordinates: ['x', 'y'],
    start: surface.start,
    steps: PATH_STEPS,
    rate: (optimizer) => atOnce(learningRateOn(name, optimizer)),
  };
}

function line(
  weight: WeightProblem,
  others: Omit<LineProblem, 'kind' | 'weight' | 'start' | 'steps'>,
): LineProblem {
  return { kind: 'line', weight, start: [weight.start], steps: weight.steps, ...others };
}

/** The problems, the surfaces first. */
export const problems = {
  ...(Object.fromEntries(planeFunctionNames.map((name) => [name, plane(name)])) as Record<
    PlaneFunctionName,
    PlaneProblem
  >),
  reddi2018: line(reddiProblem, {
    title: 'Reddi’s example',
    formula: 'f(x) = 3·x in steps 1, 4, 7 …, else −x; x stays in [−1, 1]',
    coordinates: ['x'],
    rate: () => reddiHyperparameters.learningRate,
    range: [-1.1, 1.1],
    target: { words: 'the best place', at: () => -1 },
  }),
  sparse: line(sparseProblem, {
    title: 'A rare feature',
    formula: 'f(w) = ½·(w − 1)² in one step of 50, else 0',
    coordinates: ['w'],
    rate: () => sparseRate,
    range: [-0.1, 1.3],
    target: { words: 'the best weight', at: () => 1 },
  }),
  drift: line(driftProblem, {
    title: 'A moving target',
    formula: 'f(x) = ½·(x − target)²',
    coordinates: ['x'],
    rate: (optimizer) => driftRates[optimizer as keyof typeof driftRates] ?? driftRates.adam,
    range: [-0.5, 9],
    target: { words: 'the target', at: target },
  }),
} satisfies Record<string, Problem>;

export type ProblemName = keyof typeof problems;
