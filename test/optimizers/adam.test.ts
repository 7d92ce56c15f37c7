import { describe, expect, it } from 'vitest';
import type { AdamHyperparameters, AdamState } from '../../src/optimizers/adam.js';
import { adamRule } from '../../src/optimizers/checkedRule.js';
import { Float64Vector } from '../../src/optimizers/float64.js';

const plain: AdamHyperparameters = {
  learningRate: 0.1,
  beta1: 0.9,
  beta2: 0.99,
  epsilon: 0,
  weightDecay: 0,
  decoupledWeightDecay: false,
  amsgrad: false,
  maximize: false,
  biasCorrection: true,
};

const vector = (...values: number[]) => new Float64Vector(values);
const zero = (): AdamState<Float64Vector> => ({ m: vector(0), v: vector(0) });

/** Steps from θ = 1 with the given gradients; the state and parameter after the last. */
function steps(gradients: number[], given: Partial<AdamHyperparameters> = {}) {
  let theta = vector(1);
  let state = zero();
  gradients.forEach((g, i) => {
    ({ theta, state } = adamRule(theta, vector(g), state, i + 1, { ...plain, ...given }));
  });
  const only = (of: Float64Vector) => of.values[0] as number;
  return { theta: only(theta), m: only(state.m), v: only(state.v), vMax: state.vMax && only(state.vMax) };
}

describe('the first two steps by hand', () => {
  it('takes a first step of exactly the learning rate, whatever the gradient', () => {
    // t = 1, g = 2:  m = 0.1·2 = 0.2            v = 0.01·4 = 0.04
    //                m̂ = 0.2/(1 − 0.9) = 2      v̂ = 0.04/(1 − 0.99) = 4
    //                θ = 1 − 0.1·2/√4 = 0.9
    const { theta, m, v } = steps([2]);
    expect(m).toBeCloseTo(0.2, 15);
    expect(v).toBeCloseTo(0.04, 15);
    expect(theta).toBeCloseTo(0.9, 15);
    expect(steps([2e-9]).theta).toBeCloseTo(0.9, 15);
  });

  it('remembers the first gradient in the second step', () => {
    // t = 2, g = −1: m = 0.9·0.2 + 0.1·(−1) = 0.08     v = 0.99·0.04 + 0.01·1 = 0.0496
    //                m̂ = 0.08/(1 − 0.81) = 0.42105…    v̂ = 0.0496/(1 − 0.9801) = 2.49246…
    //                θ = 0.9 − 0.1·0.42105…/√2.49246… = 0.9 − 0.0266702… = 0.8733298…
    const { theta, m, v } = steps([2, -1]);
    expect(m).toBeCloseTo(0.08, 15);
    expect(v).toBeCloseTo(0.0496, 15);
    expect(theta).toBeCloseTo(0.9 - (0.1 * (0.08 / 0.19)) / Math.sqrt(0.0496 / 0.0199), 14);
    expect(theta).toBeCloseTo(0.8733298, 6);
  });

  it('adds ε outside the root', () => {
    // m̂ = 2, √v̂ = 2: θ = 1 − 0.1·2/(2 + 2) = 0.95
    expect(steps([2], { epsilon: 2 }).theta).toBeCloseTo(0.95, 15);
  });

  it('adds L2 decay to the gradient, where the division hides its size', () => {
    // g = 0 + 0.5·1 = 0.5, and the first step is the learning rate again: θ = 0.9
    expect(steps([0], { weightDecay: 0.5 }).theta).toBeCloseTo(0.9, 15);
  });

  it('shrinks θ directly when decay is decoupled, and keeps it out of m and v', () => {
    // θ = 1·(1 − 0.1·0.5) − 0.1·2/2 = 0.95 − 0.1 = 0.85
    const { theta, m } = steps([2], { weightDecay: 0.5, decoupledWeightDecay: true });
    expect(theta).toBeCloseTo(0.85, 15);
    expect(m).toBeCloseTo(0.2, 15);
  });

  it('keeps the largest raw v with AMSGrad', () => {
    // v₁ = 0.01·100 = 1, v₂ = 0.99·1 + 0.01·0 = 0.99, so vMax stays 1:
    // m₂ = 0.9·1 + 0 = 0.9;  θ = 0.9 − 0.1·(0.9/0.19)/√(1/0.0199)
    const { theta, v, vMax } = steps([10, 0], { amsgrad: true });
    expect(v).toBeCloseTo(0.99, 14);
    expect(vMax).toBeCloseTo(1, 14);
    expect(theta).toBeCloseTo(0.9 - (0.1 * (0.9 / 0.19)) / Math.sqrt(1 / 0.0199), 14);
  });

  it('climbs when maximizing', () => {
    expect(steps([2], { maximize: true }).theta).toBeCloseTo(1.1, 15);
  });
});

it('leaves m and v as they are without bias correction', () => {
  // m = 0.1·0.5 = 0.05, v = 0.01·0.25 = 0.0025; θ = 1 − 0.1·0.05/√0.0025 = 1 − 0.1, and with correction 1 − 0.1·0.5/0.5.
  expect(steps([0.5], { biasCorrection: false, beta2: 0.99 }).theta).toBeCloseTo(0.9, 14);
  // With β2 = 0.999: v = 0.00025, and the step is 0.1·0.05/√0.00025, three times as long.
  expect(steps([0.5], { biasCorrection: false, beta2: 0.999 }).theta).toBeCloseTo(
    1 - 0.005 / Math.sqrt(0.00025),
    14,
  );
});
