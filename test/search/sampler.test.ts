import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/search/history.js';
import { type Asked, Sampler, type SearchName, searchNames, seenBy } from '../../src/search/sampler.js';
import type { Dimension, NumberRange, Space } from '../../src/search/space.js';
import { studies } from './studies.js';

function space(dimensions: readonly Dimension[]): Space {
  return { dimensions, fixed: [] };
}

describe.each(studies)(
  '$search, $name',
  ({ search, seed, lookahead, isUsedUp, dimensions, rows, outcomes }) => {
    it("draws Optuna's trials", () => {
      const sampler = new Sampler(space(dimensions), search, seed, lookahead);
      for (const [index, row] of rows.entries()) {
        // What may not be seen is not there.
        const asked = sampler.ask(outcomes.slice(0, seenBy(index, lookahead)));
        expectTrial(asked, { ...row, index });
      }
      if (isUsedUp) expect(sampler.ask(outcomes)).toBeUndefined();
    });
  },
);

/** Numbers agree to 1e-9 of their size, all else to the bit. */
function expectTrial(asked: Asked | undefined, { index, values, repeats }: Asked): void {
  expect(asked).toMatchObject({ index, repeats });
  expect(Object.keys(asked?.values ?? {})).toEqual(Object.keys(values));
  for (const [key, value] of Object.entries(values)) {
    const own = asked?.values[key];
    const what = `trial ${index}, ${key}: ${own} against ${value}`;
    if (typeof value !== 'number') expect(own, what).toBe(value);
    else expect(Math.abs((own as number) - value), what).toBeLessThanOrEqual(1e-9 * Math.abs(value));
  }
}

const rate: Dimension = { kind: 'float', key: 'learningRate', low: 1e-4, high: 1, log: true, step: null };
const size: Dimension = { kind: 'int', key: 'batchSize', low: 16, high: 128, log: false, step: 16 };
const rule: Dimension = { kind: 'categorical', key: 'optimizer', values: ['adam', 'sgd'] };

function lossOf({ values }: Asked): number {
  return Math.log10(values['learningRate'] as number) ** 2 + (values['optimizer'] === 'sgd' ? 1 : 0);
}

/** The trials of a sweep whose workers end them in the given order, as far as others let them. */
function sweep(search: SearchName, lookahead: number, pick: (running: number) => number): Asked[] {
  const sampler = new Sampler(space([rule, size, rate]), search, 3, lookahead);
  const outcomes: Outcome[] = [];
  const asked: Asked[] = [];
  const running: Asked[] = [];
  while (asked.length < 40) {
    while (outcomes.filter((_, i) => i < sampler.needed).length < sampler.needed) {
      const [ended] = running.splice(pick(running.length), 1) as [Asked];
      outcomes[ended.index] = { state: 'complete', value: lossOf(ended) };
    }
    const trial = sampler.ask(outcomes) as Asked;
    asked.push(trial);
    running.push(trial);
  }
  return asked;
}

describe.each(searchNames)('%s', (search) => {
  it('draws the same trials in whatever order they end', () => {
    const inOrder = sweep(search, 4, () => 0);
    expect(sweep(search, 4, (running) => running - 1)).toEqual(inOrder);
    expect(sweep(search, 4, (running) => Math.floor(running / 2))).toEqual(inOrder);
  });

  it('draws no trial twice', () => {
    const trials = sweep(search, 4, () => 0).map(({ values }) => JSON.stringify(values));
    expect(new Set(trials).size).toBe(trials.length);
  });

  it('draws the same with a dimension of one value beside the others', () => {
    const only: Dimension = { kind: 'categorical', key: 'activation', values: ['relu'] };
    const [plain, more] = [[rate], [only, rate]].map((own) => {
      const sampler = new Sampler(space(own), search, 3, 1);
      return Array.from({ length: 30 }, (_, i) => {
        const outcomes = Array.from({ length: i }, (__, k): Outcome => ({ state: 'complete', value: k % 7 }));
        return sampler.ask(outcomes)?.values['learningRate'];
      });
    });
    expect(more).toEqual(plain);
  });

  it('ends where all there is has been drawn, and stays there', () => {
    const sampler = new Sampler(space([rule]), search, 0);
    const outcomes: Outcome[] = [];
    while (sampler.ask(outcomes) !== undefined) outcomes.push({ state: 'complete', value: 1 });
    expect(outcomes).toHaveLength(2);
    expect(sampler.ask(outcomes)).toBeUndefined();
  });

  it('makes one trial of no dimensions', () => {
    const sampler = new Sampler(space([]), search, 0);
    expect(sampler.ask([])).toEqual({ index: 0, values: {}, repeats: 0 });
    expect(sampler.ask([])).toBeUndefined();
  });

  it('goes on where every trial failed', () => {
    const sampler = new Sampler(space([rate]), search, 0, 1);
    const values = Array.from({ length: 20 }, (_, i) => {
      return sampler.ask(Array.from({ length: i }, (): Outcome => ({ state: 'failed' })))?.values[
        'learningRate'
      ];
    });
    expect(new Set(values).size).toBe(20);
  });

  it('goes on where every trial diverged', () => {
    const sampler = new Sampler(space([rule, size, rate]), search, 0, 1);
    for (let i = 0; i < 30; i++) {
      const outcomes = Array.from({ length: i }, (): Outcome => ({ state: 'complete', value: Number.NaN }));
      expect(sampler.ask(outcomes)?.values['learningRate']).toBeGreaterThanOrEqual(1e-4);
    }
  });
});

it('finds better trials with TPE than by chance', () => {
  const best = (search: SearchName) => Math.min(...sweep(search, 1, () => 0).map(lossOf));
  expect(best('tpe')).toBeLessThan(best('random'));
});

it('must know how the trials ended that it draws from', () => {
  const sampler = new Sampler(space([rate]), 'random', 0, 2);
  expect(sampler.needed).toBe(0);
  sampler.ask([]);
  sampler.ask([]);
  expect(sampler.needed).toBe(1);
  expect(() => sampler.ask([])).toThrow('Trial 0 must have ended before trial 2 is asked for.');
});

it('refuses a seed and a lookahead that are none', () => {
  expect(() => new Sampler(space([rate]), 'tpe', -1)).toThrow('seed must be a whole number from 0');
  expect(() => new Sampler(space([rate]), 'tpe', 0, 0)).toThrow('lookahead must be a whole number >= 1');
});

/** Ranges as wide, narrow, long and short as flags may give them. */
it.each<[string, Dimension]>([
  ['all numbers', { kind: 'float', key: 'x', low: -8e307, high: 8e307, log: false, step: null }],
  ['all positive numbers', { kind: 'float', key: 'x', low: 5e-324, high: 1.7e308, log: true, step: null }],
  ['two neighbours', { kind: 'float', key: 'x', low: 1, high: 1 + 2 ** -52, log: false, step: null }],
  [
    'two neighbours on a log scale',
    { kind: 'float', key: 'x', low: 1, high: 1 + 2 ** -52, log: true, step: null },
  ],
  [
    'all whole numbers',
    { kind: 'int', key: 'x', low: 1, high: Number.MAX_SAFE_INTEGER, log: false, step: 1 },
  ],
  [
    'all whole numbers on a log scale',
    { kind: 'int', key: 'x', low: 1, high: Number.MAX_SAFE_INTEGER, log: true, step: 1 },
  ],
  ['two whole numbers', { kind: 'int', key: 'x', low: 0, high: 1, log: false, step: 1 }],
  [
    'steps from an end of many digits',
    { kind: 'float', key: 'x', low: 1 - 2 ** -53, high: 1.2, log: false, step: 0.1 },
  ],
  ['steps of fractions', { kind: 'float', key: 'x', low: 0.1, high: 0.7, log: false, step: 0.1 }],
])('draws from %s inside its ends', (_, dimension) => {
  const { low, high, step, kind } = dimension as NumberRange;
  for (const search of searchNames) {
    const sampler = new Sampler(space([dimension]), search, 1, 1);
    const outcomes: Outcome[] = [];
    for (
      let asked = sampler.ask([]);
      asked !== undefined && asked.index < 40;
      asked = sampler.ask(outcomes)
    ) {
      const x = asked.values['x'] as number;
      expect(x).toBeGreaterThanOrEqual(low);
      expect(x).toBeLessThanOrEqual(high);
      if (kind === 'int') expect(Number.isSafeInteger(x)).toBe(true);
      // 0.3 and not 0.30000000000000004.
      if (step !== null && x !== low) expect(String(x).length).toBeLessThanOrEqual(16);
      outcomes.push({ state: 'complete', value: (x - low) / (high - low) });
    }
    expect(outcomes.length).toBeGreaterThan(1);
  }
});
