import { describe, expect, it } from 'vitest';
import { NumpyRandomState } from '../../src/random/numpyRandomState.js';
import { fixture } from '../goldens.js';

interface Streams {
  random_state: Record<
    string,
    { standard_normal5: number[]; uniform5: number[]; permutation10: number[]; randint_u32x3: number[] }
  >;
}

const { random_state: streams } = fixture<Streams>('sklearn.json');

describe.each(Object.entries(streams))('numpy.random.RandomState(%s)', (seed, stream) => {
  const random = () => new NumpyRandomState(Number(seed));

  it('gives the same words', () => {
    const state = random();
    expect(stream.randint_u32x3.map(() => state.nextUint32())).toEqual(stream.randint_u32x3);
  });

  it('gives the same uniforms, to the bit', () => {
    const state = random();
    expect(stream.uniform5.map(() => state.uniform())).toEqual(stream.uniform5);
  });

  it('gives the same normals, to the last bits of log and sqrt', () => {
    const state = random();
    for (const expected of stream.standard_normal5) {
      expect(Math.abs(state.standardNormal() / expected - 1)).toBeLessThanOrEqual(1e-15);
    }
  });

  it('gives the same permutation', () => {
    expect([...random().permutation(10)]).toEqual(stream.permutation10);
  });
});

it('keeps its second normal across other draws, as numpy does', () => {
  // numpy: r = RandomState(0); r.standard_normal(); r.random_sample(); r.standard_normal()
  const kept = new NumpyRandomState(0);
  const [, second] = [kept.standardNormal(), kept.standardNormal()];
  const state = new NumpyRandomState(0);
  state.standardNormal();
  state.uniform();
  expect(state.standardNormal()).toBe(second);
});

it.each([0, 1])('needs no draw to permute %i rows', (rows) => {
  const state = new NumpyRandomState(7);
  expect([...state.permutation(rows)]).toEqual(Array.from({ length: rows }, (_, i) => i));
  expect(state.nextUint32()).toBe(new NumpyRandomState(7).nextUint32());
});
