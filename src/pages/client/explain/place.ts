import type { Point, Window } from '../../../explain/surfaces/functions.js';
import type { Lab } from './lab.js';

/** Where a point of a path lies in the picture: a single weight lies over its step. */
export function place(point: readonly number[], t: number): Point {
  const [x = 0, y] = point;
  return y === undefined ? [t, x] : [x, y];
}

/** What of the plane the picture shows: the surface's own part, and the start. */
export function windowOf({ problem, choices: { start, steps } }: Lab): Window {
  if (problem.kind === 'line') return { x: [0, steps], y: problem.range };
  const { x, y } = problem.surface.window;
  const around = ([low, high]: readonly [number, number], value = low): [number, number] => {
    const room = 0.05 * (high - low);
    return [Math.min(low, value - room), Math.max(high, value + room)];
  };
  return { x: around(x, start[0]), y: around(y, start[1]) };
}
