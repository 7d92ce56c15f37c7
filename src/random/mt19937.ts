// They stand before their use, so that esbuild puts their values into the code: as variables they took twice the time.
const N = 624;
const M = 397;
const UPPER_BIT = 0x80000000;
const LOWER_BITS = 0x7fffffff;

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
  /** With signs, which bits do not mind and V8 computes faster with. */
  private readonly state = new Int32Array(N);
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
    return { words: new Uint32Array(this.state), position: this.position };
  }

  set current({ words, position }: GeneratorState) {
    this.state.set(words);
    this.position = position;
  }

  /** The next word: a whole number from 0 to 2³² − 1. */
  nextUint32(): number {
    if (this.position === N) this.twist();
    return tempered(word(this.state, this.position++)) >>> 0;
  }

  /** Fills an array with the next words, as whole numbers with a sign. */
  fill(words: Int32Array): void {
    for (let start = 0; start < words.length; ) {
      if (this.position === N) this.twist();
      const { state, position } = this;
      const count = Math.min(N - position, words.length - start);
      for (let i = 0; i < count; i++) words[start + i] = tempered(word(state, position + i));
      this.position += count;
      start += count;
    }
  }

  private twist(): void {
    const { state } = this;
    // The word M further on is behind the end from here on, where those of before are new.
    for (let i = 0; i < N - M; i++)
      state[i] = word(state, i + M) ^ twisted(word(state, i), word(state, i + 1));
    for (let i = N - M; i < N - 1; i++) {
      state[i] = word(state, i + M - N) ^ twisted(word(state, i), word(state, i + 1));
    }
    state[N - 1] = word(state, M - 1) ^ twisted(word(state, N - 1), word(state, 0));
    this.position = 0;
  }
}

function word(state: Int32Array, index: number): number {
  return state[index] as number;
}

function twisted(upper: number, lower: number): number {
  const y = (upper & UPPER_BIT) | (lower & LOWER_BITS);
  return (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
}

function tempered(y: number): number {
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return y ^ (y >>> 18);
}
