import { defaultsOf, type OptimizerDefinition } from '../../optimizers/defineOptimizer.js';
import { type AllHyperparameters, optimizers } from '../../optimizers/index.js';
import { descent } from '../examples/descent.js';
import type { SeenStep } from '../seenStep.js';
import { farFrom, followPath } from '../surfaces/paths.js';
import { type WalkSettings, type WalkStep, walkStep } from '../walk/walk.js';
import { type Choices, hyperparametersOf } from './choices.js';
import { type Contender, type ContenderName, contenders } from './contenders.js';
import { type Problem, problems } from './problems.js';

/** Where a contender went, and what it was given and kept on its way. */
export interface Followed {
  name: ContenderName;
  title: string;
  learningRate: number;
  /** The start, then where it was after each step. */
  points: readonly (readonly number[])[];
  seen: readonly SeenStep[];
  reachedAfter?: number | undefined;
  leftAfter?: number | undefined;
  /** What Algorithm 1 goes by; none where the optimizer has another rule. */
  walk?: WalkSettings;
}

/** Has a contender run as it is chosen, by the code of `explain --function` and `--example`. */
export function follow(choices: Choices, name: ContenderName): Followed {
  const problem: Problem = problems[choices.problem];
  const { title, optimizer }: Contender = contenders[name];
  const hyperparameters = hyperparametersOf(choices, name);
  const { learningRate } = hyperparameters;
  const seen: SeenStep[] = [];
  const observe = (step: SeenStep) => seen.push(step);
  const walk = walkOf(name, hyperparameters);
  const shared = { name, title, learningRate, seen, ...(walk && { walk }) };
  if (problem.kind === 'plane') {
    const [x = 0, y = 0] = choices.start;
    const { points, reachedAfter, leftAfter } = followPath(
      problem.surface,
      [x, y],
      optimizer,
      hyperparameters,
      choices.steps,
      observe,
    );
    return { ...shared, points, reachedAfter, leftAfter };
  }
  const [start = 0] = choices.start;
  const values = descent(
    optimizer,
    hyperparameters,
    { ...problem.weight, start, steps: choices.steps },
    observe,
  );
  const far = farFrom([start]);
  const left = values.findIndex((value) => !(Math.abs(value) < far));
  const points = (left < 0 ? values : values.slice(0, left)).map((value) => [value]);
  return { ...shared, points, leftAfter: left < 0 ? undefined : left };
}

/** Whether a contender goes by Algorithm 1. */
export function hasLines(name: ContenderName): boolean {
  return optimizers[contenders[name].optimizer].rule === optimizers.adam.rule;
}

/** Algorithm 1's settings, where the contender goes by it. */
function walkOf(name: ContenderName, given: Partial<AllHyperparameters>): WalkSettings | undefined {
  const definition: OptimizerDefinition = optimizers[contenders[name].optimizer];
  if (!hasLines(name)) return undefined;
  const values = { ...defaultsOf(definition), ...given, ...definition.fixed };
  return values as unknown as WalkSettings;
}

/** The quantities of a step in one coordinate; none where there was no such step, or another rule took it. */
export function stepAt(
  { points, seen, learningRate, walk }: Followed,
  t: number,
  coordinate: number,
): WalkStep | undefined {
  const weightBefore = points[t - 1]?.[coordinate];
  const weightAfter = points[t]?.[coordinate];
  const step = seen[t - 1];
  const gradient = step?.gradient[coordinate];
  if (weightBefore === undefined || weightAfter === undefined || gradient === undefined) return undefined;
  if (walk === undefined || step === undefined) return undefined;
  const state = Object.fromEntries(
    Object.entries(step.state).map(([slot, values]) => [slot, values[coordinate] ?? Number.NaN]),
  );
  return walkStep({ t, learningRate, weightBefore, gradient, state, weightAfter }, walk);
}
