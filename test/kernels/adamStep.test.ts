import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AdamState, adam, adamRule } from '../../src/optimizers/adam.js';
import { resolveOptimizer } from '../../src/optimizers/resolve.js';
import { moverOf } from '../../src/optimizers/tfjs/moves.js';
import { loadBoth, on, someValues, type Values } from './engines.js';

beforeAll(loadBoth);

const move = moverOf(adam.rule);

describe.each(['wasm', 'cpu'] as const)('the fused Adam step on %s', (backend) => {
  it('is the rule, whatever the hyperparameters, the size and the step', () => {
    const hyperparameters = fc.record({
      learningRate: fc.constantFrom(0.001, 0.1),
      beta1: fc.constantFrom(0, 0.5, 0.9),
      beta2: fc.constantFrom(0.9, 0.999),
      epsilon: fc.constantFrom(1e-8, 1e-3),
      weightDecay: fc.constantFrom(0, 0.1),
      decoupledWeightDecay: fc.boolean(),
      amsgrad: fc.boolean(),
      maximize: fc.boolean(),
      biasCorrection: fc.boolean(),
    });
    const size = fc.oneof(fc.constantFrom(0, 1, 3, 4, 5), fc.integer({ min: 1, max: 200 }));
    fc.assert(
      fc.property(hyperparameters, size, fc.constantFrom(1, 2, 50, 10_000), (given, length, t) => {
        const o = resolveOptimizer('adam', given);
        const squared = (seed: number): Values => {
          const { values, shape } = someValues([length], seed);
          return { values: values.map((value) => value * value), shape };
        };
        const inputs = [
          someValues([length], 1),
          someValues([length], 2),
          someValues([length], 3),
          squared(4),
          squared(5),
        ];
        const plain = on(backend, inputs, (...[theta, g, m, v, vMax]) => {
          const state = (o.amsgrad ? { m, v, vMax } : { m, v }) as AdamState<tf.Tensor>;
          const next = adamRule(theta as tf.Tensor, g as tf.Tensor, state, t, o);
          return [next.theta, ...Object.values(next.state)] as tf.Tensor[];
        });
        const fused = on(backend, inputs, (...[theta, gradient, m, v, vMax]) => {
          const slots = Object.entries(o.amsgrad ? { m, v, vMax } : { m, v });
          const kept = slots.map(([name, tensor]) => [name, tf.variable(tensor as tf.Tensor)] as const);
          const variable = tf.variable(theta as tf.Tensor);
          const state = { t: t - 1, slots: Object.fromEntries(kept) };
          move([{ variable, gradient: gradient as tf.Tensor, kept: state }], o);
          const moved = [variable, ...kept.map(([, slot]) => slot)];
          const values = moved.map((tensor) => tensor.clone());
          tf.dispose(moved);
          return values;
        });
        expect(fused.length).toBe(plain.length);
        fused.forEach(({ values }, output) => {
          values.forEach((value, i) => {
            const expected = (plain[output] as Values).values[i] as number;
            expect(Math.abs(value - expected)).toBeLessThanOrEqual(2e-6 * Math.max(1, Math.abs(expected)));
          });
        });
      }),
      { seed: 1, numRuns: 150 },
    );
  });
});
