/** Where a generator stands: its words, [624], and which comes next. */
export interface GeneratorState {
  words: Uint32Array;
  position: number;
}

/** Whether a generator can go on from it. */
export function isGeneratorState(value: unknown): value is GeneratorState {
  const { words, position } = (value ?? {}) as Partial<GeneratorState>;
  return (
    words instanceof Uint32Array &&
    words.length === N &&
    Number.isSafeInteger(position) &&
    (position as number) >= 0 &&
    (position as number) <= N
  );
}

/**
 * The Mersenne Twister MT19937 with 32-bit output.
 *
 * numpy's RandomState and torch's CPU generator are both this generator, seeded alike; they differ only in how
 * they turn its words into numbers.
 *
 * @see Matsumoto & Nishimura (1998), "Mersenne Twister", ACM TOMACS 8(1); seeding as in their 2002 `init_genrand`.
 */
export class Mt19937 {
  private readonly state = new Uint32Array(N);
  private position = N;

  /** @param seed a whole number from 0 to 2³² − 1 */
  constructor(seed: number) {
    const { state } = this;
    state[0] = seed;
    for (let i = 1; i < N; i++) {
      const previous = word(state, i - 1);
      state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
    }
  }

  get current(): GeneratorState {
    return { words: this.state.slice(), position: this.position };
  }

  set current({ words, position }: GeneratorState) {
    this.state.set(words);
    this.position = position;
  }

  /** The next word: a whole number from 0 to 2³² − 1. */
  nextUint32(): number {
    if (this.position === N) this.twist();
    let y = word(this.state, this.position++);
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  private twist(): void {
    const { state } = this;
    for (let i = 0; i < N; i++) {
      const y = (word(state, i) & UPPER_BIT) | (word(state, (i + 1) % N) & LOWER_BITS);
      state[i] = word(state, (i + M) % N) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.position = 0;
  }
}

const N = 624;
const M = 397;
const UPPER_BIT = 0x80000000;
const LOWER_BITS = 0x7fffffff;

function word(state: Uint32Array, index: number): number {
  return state[index] as number;
}
