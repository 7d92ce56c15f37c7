import * as tf from '@tensorflow/tfjs';
import { AdamTrainError } from '../errors.js';
import type { ParameterState } from './namedStateOptimizer.js';

/**
 * Finds the variables that loaded state belongs to: the one of the same name and shape among those that are about to step, or
 * the one whose name differs only in the number at its end. Of several that differ only so, the first takes the first. State
 * whose variable does not step yet stays for later.
 *
 * @param loaded by the name that the state was saved under
 * @param variables that are about to step
 * @param known names of variables that have their state already
 * @returns pairs of a saved name and a variable's
 * @throws AdamTrainError for state that no living variable could take
 */
export function matchLoaded(
  loaded: ReadonlyMap<string, ParameterState>,
  variables: readonly tf.Variable[],
  known: ReadonlyMap<string, unknown>,
): Map<string, string> {
  const found = new Map<string, string>();
  const open = new Map(variables.filter(({ name }) => !known.has(name)).map((each) => [each.name, each]));
  const take = (saved: string, name: string) => {
    found.set(saved, name);
    open.delete(name);
  };
  for (const [saved, state] of loaded) {
    const same = open.get(saved);
    if (same !== undefined && fits(state, same)) take(saved, saved);
  }
  const left = [...loaded].filter(([saved]) => !found.has(saved)).sort(byNumber);
  for (const [saved, state] of left) {
    const alike = [...open]
      .sort(byNumber)
      .find(([name, each]) => stem(name) === stem(saved) && fits(state, each));
    if (alike !== undefined) take(saved, alike[0]);
    else if (!couldBelong(saved, state)) throw strayState(saved, state);
  }
  return found;
}

/** Whether some variable lives that may be about to step later. */
function couldBelong(saved: string, state: ParameterState): boolean {
  const living = Object.values(tf.engine().registeredVariables);
  return living.some((variable) => stem(variable.name) === stem(saved) && fits(state, variable));
}

function fits({ slots }: ParameterState, { shape }: tf.Variable): boolean {
  return Object.values(slots).every((slot) => tf.util.arraysEqual(slot.shape, shape));
}

function stem(name: string): string {
  return name.replace(/_\d+$/, '');
}

/** By the number at the end, none first: the order in which tfjs gave it. */
function byNumber([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return number(a) - number(b);
}

function number(name: string): number {
  return Number(/_(\d+)$/.exec(name)?.[1] ?? 0);
}

function strayState(saved: string, { slots }: ParameterState): AdamTrainError {
  const [slot] = Object.values(slots);
  const shape = slot === undefined ? '' : ` of shape [${slot.shape}]`;
  return new AdamTrainError(
    `The loaded state of ${saved} must belong to a living variable${shape}, and none has that name; load it with the model that it was saved with, or make a new optimizer.`,
  );
}
