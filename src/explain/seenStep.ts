import type { Float64Parameter } from '../optimizers/float64.js';

/** What an optimizer keeps, by the names that its rule has: a number for each coordinate. */
export type State = Readonly<Record<string, readonly number[]>>;

/** What an optimizer was given in a step, and what it keeps after it. */
export interface SeenStep {
  gradient: readonly number[];
  state: State;
}

/** Is told of every step. */
export type Observer = (step: SeenStep) => void;

export function seenStep(gradient: readonly number[], parameter: Float64Parameter): SeenStep {
  return { gradient, state: stateOf(parameter) };
}

export function stateOf({ state }: Float64Parameter): State {
  return Object.fromEntries(Object.entries(state).map(([slot, { values }]) => [slot, values]));
}
