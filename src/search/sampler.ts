import { checkArgument } from '../settings/arguments.js';
import { positiveWhole, seed as seeds } from '../settings/numbers.js';
import { type Code, decode, onlyCode } from './drawing.js';
import type { Observed, Outcome } from './history.js';
import { type Dimension, isAsked, type Space, settingsOf, type Values } from './space.js';
import { type Method, randomSearch, treeParzenSearch } from './tpe.js';

export const searchNames = ['random', 'tpe'] as const;
export type SearchName = (typeof searchNames)[number];

const methods = { random: randomSearch, tpe: treeParzenSearch } satisfies Record<SearchName, unknown>;

/** Draws in a row that were all there before, after which a space counts as used up. */
const MOST_REPEATS = 100;

/** A trial to run. */
export interface Asked {
  /** Its place among the trials, from 0. */
  index: number;
  /** Its dimensions' values; `settingsOf` makes settings of them. */
  values: Values;
  /** How many draws before it were trials that there are. */
  repeats: number;
}

/** A draw, which belongs to the trial that it made or repeats. */
interface Draw {
  index: number;
  /** What was asked for. */
  codes: Record<string, Code>;
  /** The same and what was drawn with them. */
  all: Record<string, Code>;
}

/**
 * How many of the first trials a trial is drawn from, and pruned against: those up to the `lookahead`-th before it. The rest count as
 * running, whether they are or not, so that the trials are the same for any number of workers.
 *
 * @param index the trial's place, from 0
 */
export function seenBy(index: number, lookahead: number): number {
  return Math.max(0, index - lookahead + 1);
}

/**
 * Draws the trials of a search one after another. The same space, seed and outcomes give the same trials: to go on with a sweep,
 * ask again for those that it has.
 *
 * A draw that is there already is no trial: it has that trial's outcome as soon as it may be seen, and another is drawn.
 */
export class Sampler {
  private readonly method: Method;
  private readonly dimensions: readonly Dimension[];
  private readonly draws: Draw[] = [];
  private readonly indexOf = new Map<string, number>();
  private isUsedUp = false;

  /**
   * @param lookahead how many trials at most run at a time; 1 for one after another
   * @throws UsageError for a seed that is no whole number from 0 to 2³² − 1, or a lookahead below 1
   */
  constructor(
    private readonly space: Space,
    search: SearchName,
    seed: number,
    private readonly lookahead = 4,
  ) {
    checkArgument('seed', seed, seeds);
    checkArgument('lookahead', lookahead, positiveWhole);
    this.method = methods[search](seed);
    this.dimensions = space.dimensions;
  }

  /** How many trials must have ended before the next one can be asked for: so many from the first on. */
  get needed(): number {
    return seenBy(this.indexOf.size, this.lookahead);
  }

  /**
   * The next trial; undefined if the space is used up.
   *
   * @param outcomes of the trials in their order, of which the first `needed` must be there; later ones are not looked at
   */
  ask(outcomes: readonly (Outcome | undefined)[]): Asked | undefined {
    const index = this.indexOf.size;
    const { needed } = this;
    for (let i = 0; i < needed; i++) {
      if (outcomes[i] === undefined)
        throw new Error(`Trial ${i} must have ended before trial ${index} is asked for.`);
    }
    for (let repeats = 0; repeats < MOST_REPEATS && !this.isUsedUp; repeats++) {
      const { draw, values } = this.draw(this.method.learns ? this.observed(outcomes, needed) : []);
      const spelling = JSON.stringify(settingsOf(this.space, values));
      const known = this.indexOf.get(spelling);
      this.draws.push({ ...draw, index: known ?? index });
      if (known !== undefined) continue;
      this.indexOf.set(spelling, index);
      return { index, values, repeats };
    }
    this.isUsedUp = true;
    return undefined;
  }

  private observed(outcomes: readonly (Outcome | undefined)[], seen: number): Observed[] {
    const trials = this.draws.map(({ index, codes, all }): Observed => {
      const outcome = index < seen ? outcomes[index] : undefined;
      return { codes: outcome === undefined ? all : codes, outcome };
    });
    return trials.filter(({ outcome }) => outcome?.state !== 'failed');
  }

  /** Asks dimension by dimension, as the values before decide. */
  private draw(trials: readonly Observed[]): { draw: Omit<Draw, 'index'>; values: Values } {
    const open = this.dimensions.filter((dimension) => onlyCode(dimension) === undefined);
    const together = this.method.drawTogether(open, trials);
    const codes: Record<string, Code> = {};
    const values: Record<string, unknown> = {};
    for (const dimension of this.dimensions) {
      if (!isAsked(dimension, values)) continue;
      const { key } = dimension;
      const code = onlyCode(dimension) ?? together[key] ?? this.method.drawAlone(dimension, trials);
      codes[key] = code;
      values[key] = decode(dimension, code);
    }
    return { draw: { codes, all: { ...together, ...codes } }, values };
  }
}
