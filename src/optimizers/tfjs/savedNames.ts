import * as tf from '@tensorflow/tfjs';
import { AdamTrainError } from '../../errors.js';

/** A variable, or what was saved of one. */
export interface NamedShape {
  name: string;
  /** Unknown for state that has no tensors. */
  shape: readonly number[] | undefined;
}

/** tfjs's layers give `line/kernel_1` to the second variable that asks for `line/kernel`. */
const withoutCount = (name: string) => name.replace(/_\d+$/, '');

/** Layers without a name of their own are counted in a process: `dense_Dense1`, `dense_Dense2` … */
const withoutLayerCount = (name: string) => withoutCount(name).replace(/(_[A-Z]\w*?)\d+(?=\/)/g, '$1');

/** How a variable's name may differ from the one that its state was saved under, the surest first. */
const relations: { ofSaved: (name: string) => string; ofVariable: (name: string) => string }[] = [
  { ofSaved: (name) => name, ofVariable: withoutCount },
  { ofSaved: withoutCount, ofVariable: (name) => name },
  { ofSaved: withoutCount, ofVariable: withoutCount },
  { ofSaved: withoutLayerCount, ofVariable: withoutLayerCount },
];

/**
 * Whose saved state is whose, for the variables of a step: by the same name, or, where a layers model was loaded or built
 * anew beside another of its kind, by the name without tfjs's counts. Several that are the same but for the counts are taken
 * in the counts' order, if there are as many saved as there are variables.
 *
 * @param saved what has not found its variable yet
 * @param variables those of the step that have no state
 * @returns the saved name for each variable's name that has one
 * @throws AdamTrainError if saved state has another shape than its variable, or finds no variable
 */
export function matchSaved(
  saved: readonly NamedShape[],
  variables: readonly NamedShape[],
): Map<string, string> {
  const found = new Map<string, string>();
  const areShaped = saved.every(({ shape }) => shape !== undefined);
  let left = saved.filter((state) => {
    const variable = variables.find(({ name }) => name === state.name);
    if (variable === undefined) return true;
    checkShape(state, variable);
    found.set(variable.name, state.name);
    return false;
  });
  let free = variables.filter(({ name }) => !found.has(name));
  for (const { ofSaved, ofVariable } of relations) {
    const keyBy = (part: (name: string) => string) => (entry: NamedShape) =>
      areShaped ? `${part(entry.name)} [${entry.shape}]` : part(entry.name);
    const groups = groupBy(left.filter(mayBeRenamed), keyBy(ofSaved));
    for (const [key, candidates] of groupBy(free, keyBy(ofVariable))) {
      const states = groups.get(key);
      if (states?.length !== candidates.length) continue;
      candidates.forEach(({ name }, i) => {
        found.set(name, (states[i] as NamedShape).name);
      });
    }
    const taken = new Set(found.values());
    left = left.filter(({ name }) => !taken.has(name));
    free = free.filter(({ name }) => !found.has(name));
  }
  const lost = left.filter((state) => !isWaiting(state, variables, free));
  if (lost.length > 0) throw notFound(lost, free);
  return found;
}

/** A name without a layer is its owner's own; while such a variable lives, its state is no other's. */
function mayBeRenamed({ name }: NamedShape): boolean {
  return name.includes('/') || tf.engine().registeredVariables[name] === undefined;
}

/** Whether a later step may bring the variable: it lives, and none that begins anew in this step could be it. */
function isWaiting(
  state: NamedShape,
  variables: readonly NamedShape[],
  free: readonly NamedShape[],
): boolean {
  const kind = withoutLayerCount(state.name);
  if (state.name.includes('/') && free.some(({ name }) => withoutLayerCount(name) === kind)) return false;
  const inStep = new Set(variables.map(({ name }) => name));
  return Object.values(tf.engine().registeredVariables).some(
    ({ name, shape }) =>
      !inStep.has(name) && withoutCount(name) === withoutCount(state.name) && hasShape(state, shape),
  );
}

/** By what `keyOf` gives; each group in the order of the counts in its names. */
function groupBy(
  entries: readonly NamedShape[],
  keyOf: (entry: NamedShape) => string,
): Map<string, NamedShape[]> {
  const groups = new Map<string, NamedShape[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  for (const group of groups.values()) group.sort((a, b) => byCounts(a.name, b.name));
  return groups;
}

function byCounts(a: string, b: string): number {
  const [first, second] = [a, b].map((name) => (name.match(/\d+/g) ?? []).map(Number)) as [
    number[],
    number[],
  ];
  // A name without a count came before the one with it.
  for (let i = 0; i < Math.max(first.length, second.length); i++) {
    const difference = (first[i] ?? -1) - (second[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function checkShape(state: NamedShape, variable: NamedShape): void {
  if (hasShape(state, variable.shape)) return;
  throw new AdamTrainError(
    `Saved state of ${state.name} must have its variable's shape [${variable.shape}], got [${state.shape}]; load it for the model that it was saved with.`,
  );
}

function hasShape(state: NamedShape, shape: readonly number[] | undefined): boolean {
  return state.shape === undefined || state.shape.join() === shape?.join();
}

function notFound(lost: readonly NamedShape[], free: readonly NamedShape[]): AdamTrainError {
  const list = (entries: readonly NamedShape[]) =>
    entries.map(({ name, shape }) => (shape ? `${name} [${shape}]` : name)).join(', ');
  const others = free.length === 0 ? '' : ` among ${list(free)}`;
  return new AdamTrainError(
    `Saved state must find its variables, got none for ${list(lost)}${others}; load it for the model that it was saved with, or begin with a new optimizer.`,
  );
}
