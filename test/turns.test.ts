import { describe, expect, it } from 'vitest';
import { drawingRegression, drawRegression } from '../src/data/makeRegression.js';
import { preparing } from '../src/data/prepare.js';
import { NumpyRandomState } from '../src/random/numpyRandomState.js';
import { TorchGenerator } from '../src/random/torchGenerator.js';
import { atOnce, createTurns, inTurns, overRanges, type Work } from '../src/turns.js';

/** Does the work; gives its result and the most CPU time between two pauses, in milliseconds: other programs don't count. */
function longestStretch<Result>(work: Work<Result>): { result: Result; longest: number } {
  let longest = 0;
  for (;;) {
    const started = process.cpuUsage();
    const { done, value } = work.next();
    const { user, system } = process.cpuUsage(started);
    longest = Math.max(longest, (user + system) / 1000);
    if (done) return { result: value, longest };
  }
}

/** Vitest would compare millions of numbers one by one. */
const bytesOf = ({ buffer }: Int32Array) => Buffer.from(buffer);

const count = 3_000_000;
/** Far less than the second within which a signal is answered, and far more than a pause is apart. */
const MOST_MILLISECONDS = 300;

describe('work in turns', () => {
  it('lets others by while it is done, and gives what it gives at once', async () => {
    const random = () => new NumpyRandomState(1).permute(3 * count); // several times as long as a turn is apart
    let turns = 0;
    const next = () => {
      turns++;
      immediate = setImmediate(next);
    };
    let immediate = setImmediate(next);
    const permutation = await inTurns(random());
    clearImmediate(immediate);
    expect(turns).toBeGreaterThan(0);
    expect(Buffer.compare(bytesOf(permutation), bytesOf(atOnce(random())))).toBe(0);
  });

  it('ends with what the work throws', async () => {
    const failing = function* (): Work<void> {
      yield;
      throw new Error('no more');
    };
    await expect(inTurns(failing())).rejects.toThrow('no more');
    expect(() => atOnce(failing())).toThrow('no more');
  });

  it('comes about every 50 ms, not at every call', async () => {
    const turn = createTurns();
    let turns = 0;
    const next = () => {
      turns++;
      immediate = setImmediate(next);
    };
    let immediate = setImmediate(next);
    for (let i = 0; i < 1000; i++) await turn();
    expect(turns).toBeLessThan(5);
    clearImmediate(immediate);
  });

  it('covers each number of a range once, a row of any width at least', () => {
    for (const [numbers, width] of [
      [0, 1],
      [1, 1],
      [200_000, 1],
      [70, 10_000],
      [3, 1_000_000],
    ] as const) {
      const seen: number[] = [];
      atOnce(
        overRanges(
          numbers,
          (start, end) => {
            for (let i = start; i < end; i++) seen.push(i);
          },
          width,
        ),
      );
      expect(seen).toEqual(Array.from({ length: numbers }, (_, i) => i));
    }
  });
});

describe('between two pauses only a little is done', () => {
  const settings = { samples: 100_000, features: 20, informative: 5, noise: 1, bias: 0, seed: 3 };

  it('in drawing rows', () => {
    expect(longestStretch(drawingRegression(settings)).longest).toBeLessThan(MOST_MILLISECONDS);
  });

  it('in splitting and standardizing them, with missing numbers too', () => {
    const { x, y } = drawRegression(settings);
    const withGaps = {
      ...x,
      copyRow: (row: number, to: Float32Array | Float64Array, offset: number) => {
        x.copyRow(row, to, offset);
        if (row % 7 === 0) to[offset + (row % 20)] = Number.NaN;
      },
    };
    const work = preparing(
      { x: withGaps, y },
      { testSize: 0.2, valSize: 0.2, standardizeTarget: true, seed: 3 },
    );
    expect(longestStretch(work).longest).toBeLessThan(MOST_MILLISECONDS);
  });

  it('in drawing weights and an order of batches', () => {
    const generator = new TorchGenerator(1);
    expect(longestStretch(generator.drawUniform(count, 0, 1)).longest).toBeLessThan(MOST_MILLISECONDS);
    expect(longestStretch(generator.permute(count)).longest).toBeLessThan(MOST_MILLISECONDS);
  });
});
