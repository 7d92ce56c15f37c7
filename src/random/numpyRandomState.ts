import { checkArgument } from '../settings/arguments.js';
import { seed as seeds, whole } from '../settings/numbers.js';
import { atOnce, overRanges, type Work } from '../turns.js';
import { Mt19937 } from './mt19937.js';

/**
 * numpy's legacy `RandomState(seed)`: the stream that scikit-learn draws from when it is given `random_state`.
 *
 * @see numpy/random/src/legacy/legacy-distributions.c and numpy/random/mtrand.pyx for the order of the draws
 */
export class NumpyRandomState {
  private readonly generator: Mt19937;
  private spareNormal: number | undefined;

  /**
   * @param seed a whole number from 0 to 2³² − 1
   * @throws UsageError if it is none
   */
  constructor(seed: number) {
    checkArgument('seed', seed, seeds);
    this.generator = new Mt19937(seed);
  }

  /** The generator's next 32-bit word. */
  nextUint32(): number {
    return this.generator.nextUint32();
  }

  /** A uniform double in [0, 1) with 53 random bits, from two words. */
  uniform(): number {
    const high = this.nextUint32() >>> 5;
    const low = this.nextUint32() >>> 6;
    return (high * 0x4000000 + low) / 0x20000000000000;
  }

  /** A standard normal by the polar method, which makes two at a time and keeps one for the next call. */
  standardNormal(): number {
    if (this.spareNormal !== undefined) {
      const spare = this.spareNormal;
      this.spareNormal = undefined;
      return spare;
    }
    let x1: number;
    let x2: number;
    let r2: number;
    do {
      x1 = 2 * this.uniform() - 1;
      x2 = 2 * this.uniform() - 1;
      r2 = x1 * x1 + x2 * x2;
    } while (r2 >= 1 || r2 === 0);
    const factor = Math.sqrt((-2 * Math.log(r2)) / r2);
    this.spareNormal = factor * x1;
    return factor * x2;
  }

  /**
   * The indices 0 … n − 1 in random order, as `permutation(n)` and a shuffled `arange(n)` give them.
   *
   * @throws UsageError if n is no whole number >= 0
   */
  permutation(n: number): Int32Array {
    checkArgument('n', n, whole);
    return atOnce(this.permute(n));
  }

  /** @internal the work of `permutation`, to be done in turns */
  *permute(n: number): Work<Int32Array> {
    const indices = new Int32Array(n);
    yield* overRanges(n, (start, end) => {
      for (let i = start; i < end; i++) indices[i] = i;
    });
    yield* this.shuffle(indices);
    return indices;
  }

  /** @internal shuffles what an array holds, as `shuffle(array)` does; to be done in turns */
  *shuffle(values: Int32Array): Work<void> {
    const last = values.length - 1;
    yield* overRanges(last, (start, end) => {
      for (let i = last - start; i > last - end; i--) {
        const j = this.integerUpTo(i);
        const kept = values[i] as number;
        values[i] = values[j] as number;
        values[j] = kept;
      }
    });
  }

  /**
   * A whole number from 0 to `max`, both included, as `randint(max + 1)` gives: words are masked to its bits and drawn again
   * while above it.
   *
   * @param max from 1 to 2³² − 1
   */
  integerUpTo(max: number): number {
    const mask = 0xffffffff >>> Math.clz32(max);
    let value: number;
    do value = (this.nextUint32() & mask) >>> 0;
    while (value > max);
    return value;
  }
}
