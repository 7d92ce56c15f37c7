import { describe, expect, it } from 'vitest';
import { HostKernels } from '../../../src/kernels/wasm/hostKernels.js';
import type { OptimizerDefinition } from '../../../src/optimizers/defineOptimizer.js';
import { Float64Vector } from '../../../src/optimizers/float64.js';
import { type OptimizerName, optimizers } from '../../../src/optimizers/index.js';
import { resolveHyperparameters } from '../../../src/optimizers/resolve.js';
import { type RuleAtOnce, ruleAtOnce } from '../../../src/optimizers/tfjs/stepsAtOnce.js';
import { someValues } from '../engines.js';

const kernels = new HostKernels();
/** None, less than a block, a block, and more; with and without a rest that fills no vector. */
const lengths = [0, 1, 5, 4095, 4096, 4097, 12_291];

const variants: [OptimizerName, object][] = [
  ['adam', {}],
  ['adam', { weightDecay: 0.1, amsgrad: true, maximize: true }],
  ['sgd', { momentum: 0.9, weightDecay: 0.1 }],
  ['rmsprop', { centered: true, momentum: 0.5 }],
  ['lion', {}],
];

describe.each(lengths)('of %i values', (length) => {
  const values = (seed: number) => someValues([length], seed).values;

  it.each(variants)('the step is the rule in float64: %s %j', (name, hyperparameters) => {
    const definition = optimizers[name] as OptimizerDefinition;
    const o = { ...resolveHyperparameters(definition, hyperparameters), ...definition.fixed };
    const atOnce = ruleAtOnce(definition.rule) as RuleAtOnce;
    const t = 7;
    const slots = Object.keys(definition.initialState(o));
    // Squares are larger than squared means.
    const state = Object.fromEntries(
      slots.map((slot, i) => [slot, slot.startsWith('v') ? values(i).map(() => 1.5) : values(i)]),
    );
    const [theta, g] = [values(8), values(9)];
    const given = [theta, g, ...atOnce.slots.map((slot) => state[slot])];
    const before = given.map((array) => array?.slice());
    const next = kernels.step(atOnce.rule, given, atOnce.numbersOf(t, o));
    expect(given).toEqual(before);

    const exact = (array: Float32Array) => new Float64Vector(Array.from(array));
    const exactState = Object.fromEntries(Object.entries(state).map(([slot, array]) => [slot, exact(array)]));
    const expected = definition.rule(exact(theta), exact(g), exactState, t, o);
    const results = [expected.theta, undefined, ...atOnce.slots.map((slot) => expected.state[slot])];
    expect(next.map((array) => array?.length)).toEqual(results.map((result) => result?.values.length));
    for (const [i, result] of results.entries()) {
      for (const [j, other] of result?.values.entries() ?? []) {
        const value = next[i]?.[j] as number;
        if (!(Math.abs(value - other) <= 2e-6 * Math.max(1, Math.abs(other)))) expect(value).toBe(other);
      }
    }
  });

  it('the sum of squares is in double precision', () => {
    const x = values(6);
    const expected = x.reduce((sum, value) => sum + value ** 2, 0);
    expect(Math.abs(kernels.sumOfSquares(x) - expected)).toBeLessThanOrEqual(1e-13 * expected);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d is found anywhere', (bad) => {
    const x = values(7);
    expect(kernels.areFinite(x)).toBe(true);
    for (const place of new Set([0, length >> 1, length - 1])) {
      if (length === 0) continue;
      const changed = x.slice();
      changed[place] = bad;
      expect(kernels.areFinite(changed)).toBe(false);
    }
  });
});

it('no square is too large to be summed', () => {
  expect(kernels.sumOfSquares(Float32Array.of(3e38))).toBe(Math.fround(3e38) ** 2);
});
