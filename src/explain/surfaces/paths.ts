import { defaultsOf, type OptimizerDefinition } from '../../optimizers/defineOptimizer.js';
import { Float64Parameter } from '../../optimizers/float64.js';
import { type AllHyperparameters, type OptimizerName, optimizers } from '../../optimizers/index.js';
import { atOnce, type Work } from '../../turns.js';
import { type Observer, type State, seenStep, stateOf } from '../seenStep.js';
import type { PlaneFunction, Point, Window } from './functions.js';

/** How near the minimum counts as there, as a distance in the plane. */
export const NEAR = 1e-3;
const FAR = 1e6;
const STEPS_BETWEEN_PAUSES = 4096;

/** How far away from the origin what began there does not come back. */
export function farFrom(start: readonly number[]): number {
  return Math.max(FAR, 10 * Math.hypot(...start));
}

/** Where an optimizer went on a surface. */
export interface Path {
  optimizer: OptimizerName;
  learningRate: number;
  /** The start, then the point after each step; it ends where the path left the plane. */
  points: Point[];
  /** The value at the last point. */
  value: number;
  /** What the optimizer keeps after the last step. */
  state: State;
  /** The first step after which the point was within `NEAR` of the minimum; none if it never was or there is none. */
  reachedAfter?: number | undefined;
  /** The step in which the point ran off, which ends the path; none if it took all steps. */
  leftAfter?: number | undefined;
}

/**
 * Follows an optimizer down a surface in float64, by the rule that training uses. Its hyperparameters are the defaults where they are
 * not given; whoever gives them has checked them.
 */
export function followPath(...request: PathRequest): Path {
  return atOnce(followingPath(...request));
}

type PathRequest = [
  surface: PlaneFunction,
  start: Point,
  optimizer: OptimizerName,
  hyperparameters: Partial<AllHyperparameters> & Pick<AllHyperparameters, 'learningRate'>,
  steps: number,
  observe?: Observer,
];

/** The work of `followPath`, to be done in turns. */
export function* followingPath(
  ...[{ value, gradient, minimum, window }, start, optimizer, hyperparameters, steps, observe]: PathRequest
): Work<Path> {
  const definition: OptimizerDefinition = optimizers[optimizer];
  const values = { ...defaultsOf(definition), ...hyperparameters };
  const parameter = new Float64Parameter(definition, values, start);
  const points: Point[] = [start];
  let [x, y] = start;
  const region = regionAround(window, start);
  const far = farFrom(start);
  let leftAfter: number | undefined;
  for (let t = 1; t <= steps && leftAfter === undefined; t++) {
    if (t % STEPS_BETWEEN_PAUSES === 0) yield;
    const slope = gradient(x, y);
    parameter.step(slope);
    observe?.(seenStep(slope, parameter));
    [x, y] = parameter.values as [number, number];
    // A surface that falls without end has nothing to come back for.
    const stays = minimum === undefined ? isInside([x, y], region) : Math.hypot(x, y) < far;
    if (!stays) leftAfter = t;
    if (Number.isFinite(x) && Number.isFinite(y)) points.push([x, y]);
  }
  const last = points.at(-1) ?? start;
  const reached = minimum && points.findIndex((point) => distance(point, minimum) <= NEAR);
  return {
    optimizer,
    learningRate: hyperparameters.learningRate,
    points,
    value: value(...last),
    state: stateOf(parameter),
    ...(reached !== undefined && reached >= 0 && { reachedAfter: reached }),
    ...(leftAfter !== undefined && { leftAfter }),
  };
}

/** The window with half of its size around it, stretched to have as much around the start: what of a path is shown. */
export function regionAround({ x: across, y: up }: Window, [x, y]: Point): Window {
  const stretched = ([low, high]: readonly [number, number], value: number) => {
    const room = (high - low) / 2;
    return [Math.min(low, value) - room, Math.max(high, value) + room] as const;
  };
  return { x: stretched(across, x), y: stretched(up, y) };
}

export function isInside([x, y]: Point, { x: [left, right], y: [bottom, top] }: Window): boolean {
  return x >= left && x <= right && y >= bottom && y <= top;
}

function distance([x, y]: Point, [a, b]: Point): number {
  return Math.hypot(x - a, y - b);
}
