import { checkArgument } from '../settings/arguments.js';
import { finite, halfOpenFraction, seed as seeds, whole } from '../settings/numbers.js';
import type { Allowed } from '../settings/range.js';
import { atOnce, overRanges, type Work } from '../turns.js';
import { type GeneratorState, isGeneratorState, Mt19937 } from './mt19937.js';

/** They stay in the cache. */
const WORDS_AT_ONCE = 4096;

const states: Allowed = { words: "a generator's state", holds: isGeneratorState };

/**
 * torch's CPU generator after `torch.manual_seed(seed)`, for the draws that training needs.
 *
 * @see aten/src/ATen/core/TransformationHelper.h (uniform_real) and ATen/native/TensorFactories.cpp (randperm)
 */
export class TorchGenerator {
  private readonly generator: Mt19937;

  /**
   * @param seed a whole number from 0 to 2³² − 1
   * @throws UsageError if it is none
   */
  constructor(seed: number) {
    checkArgument('seed', seed, seeds);
    this.generator = new Mt19937(seed);
  }

  /** To be kept and set again: the same draws follow. */
  get state(): GeneratorState {
    return this.generator.current;
  }

  /** @throws UsageError if it is no such state */
  set state(state: GeneratorState) {
    checkArgument('state', state, states);
    this.generator.current = state;
  }

  /** The 32-bit word that the next draw takes, which stays to be drawn: a seed for a stream beside this one. */
  get nextWord(): number {
    const copy = new Mt19937(0);
    copy.current = this.state;
    return copy.nextUint32();
  }

  /**
   * `torch.empty(count).uniform_(from, to)`: 24 random bits a value, float32 bounds. torch's binaries multiply and add
   * with one rounding (FMA); a double holds the product exactly, so storing the sum as float32 rounds once too.
   *
   * @throws UsageError if count is no whole number >= 0, or a bound is not finite
   */
  uniform(count: number, from: number, to: number): Float32Array {
    checkArgument('count', count, whole);
    checkArgument('from', from, finite);
    checkArgument('to', to, finite);
    return atOnce(this.drawUniform(count, from, to));
  }

  /** @internal the work of `uniform`, to be done in turns */
  *drawUniform(count: number, from: number, to: number): Work<Float32Array> {
    const low = Math.fround(from);
    const range = Math.fround(Math.fround(to) - low);
    const values = new Float32Array(count);
    yield* overRanges(count, (start, end) => {
      for (let i = start; i < end; i++) {
        const unit = (this.generator.nextUint32() & 0xffffff) * 2 ** -24;
        values[i] = unit * range + low;
      }
    });
    return values;
  }

  /**
   * 0 where `uniform(count, 0, 1)` is below p, and a value elsewhere: the draws of a mask, without the numbers themselves.
   *
   * @throws UsageError if count is no whole number >= 0, or p is not in [0, 1)
   */
  mask(count: number, p: number, value: number): Float32Array {
    checkArgument('count', count, whole);
    checkArgument('p', p, halfOpenFraction);
    const least = Math.ceil(p * 2 ** 24);
    const mask = new Float32Array(count);
    const words = new Int32Array(Math.min(count, WORDS_AT_ONCE));
    for (let start = 0; start < count; start += words.length) {
      const drawn = words.subarray(0, count - start);
      this.generator.fill(drawn);
      // Without a branch, which a processor could not foresee.
      for (let i = 0; i < drawn.length; i++) {
        mask[start + i] = value * Number(((drawn[i] as number) & 0xffffff) >= least);
      }
    }
    return mask;
  }

  /**
   * `torch.randperm(n)`: a Fisher-Yates shuffle from the front.
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
    yield* overRanges(n - 1, (start, end) => {
      for (let i = start; i < end; i++) {
        const j = i + (this.generator.nextUint32() % (n - i));
        const kept = indices[i] as number;
        indices[i] = indices[j] as number;
        indices[j] = kept;
      }
    });
    return indices;
  }
}
