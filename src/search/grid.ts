import { checkArgument } from '../settings/arguments.js';
import type { Categorical, Condition, Space, Values } from './space.js';

/** The dimensions that all trials of a part have, sorted by their keys. */
type Part = readonly Pick<Categorical, 'key' | 'values'>[];

/**
 * Every combination of a space's values, in the order of scikit-learn's ParameterGrid: the keys sorted by their letters' codes, the
 * last one varying fastest, the values as given. Where settings belong to some optimizers, schedules or losses only, there is one
 * grid for each of these, in the order given. A trial is made when it is asked for: a grid may be larger than memory.
 *
 * @see sklearn/model_selection/_search.py, ParameterGrid
 */
export class Grid {
  private readonly parts: readonly Part[];

  /** @param space of categorical dimensions alone, as a space is read for a grid */
  constructor({ dimensions, fixed }: Space) {
    const choices = dimensions.filter((one): one is Categorical => one.kind === 'categorical');
    if (choices.length < dimensions.length) throw new Error('A grid has no ranges.');
    const needed = [...dimensions, ...fixed].flatMap(({ when }) => (when === undefined ? [] : [when.key]));
    const owners = choices.filter(({ key }) => needed.includes(key)).sort(byKey);
    this.parts = Array.from({ length: sizeOf(owners) }, (_, i) => {
      const chosen = valuesAt(owners, i);
      return choices
        .filter(({ when }) => holds(when, chosen))
        .map(({ key, values }) =>
          Object.hasOwn(chosen, key) ? { key, values: [chosen[key]] } : { key, values },
        )
        .sort(byKey);
    });
  }

  /** How many trials there are. */
  get size(): number {
    return this.parts.reduce((sum, part) => sum + sizeOf(part), 0);
  }

  /**
   * The values of a trial.
   *
   * @param index from 0
   * @throws UsageError if there is no such trial
   */
  at(index: number): Values {
    const holdsIndex = (value: unknown) => Number.isSafeInteger(value) && index >= 0 && index < this.size;
    checkArgument('index', index, { words: `a whole number from 0 to ${this.size - 1}`, holds: holdsIndex });
    let left = index;
    const part = this.parts.find((one) => {
      if (left < sizeOf(one)) return true;
      left -= sizeOf(one);
      return false;
    }) as Part;
    return valuesAt(part, left);
  }
}

function holds(when: Condition | undefined, chosen: Values): boolean {
  return when === undefined || when.values.includes(chosen[when.key]);
}

function sizeOf(part: Part): number {
  return part.reduce((product, { values }) => product * values.length, 1);
}

/** The digits of a number whose places have as many digits as the dimensions values, the last place first. */
function valuesAt(part: Part, index: number): Values {
  const digits: [string, unknown][] = [];
  let left = index;
  for (const { key, values } of part.toReversed()) {
    digits.push([key, values[left % values.length]]);
    left = Math.floor(left / values.length);
  }
  return Object.fromEntries(digits.reverse());
}

function byKey(a: { key: string }, b: { key: string }): number {
  return a.key < b.key ? -1 : 1;
}
