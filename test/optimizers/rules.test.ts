import { describe, expect, it } from 'vitest';
import { Float64Parameter } from '../../src/optimizers/float64.js';
import type { AllHyperparameters, OptimizerName } from '../../src/optimizers/index.js';
import { optimizers } from '../../src/optimizers/index.js';
import { resolveOptimizer } from '../../src/optimizers/resolve.js';

/** Steps from θ = 1 with the given gradients; θ and the state after the last. */
function steps(name: OptimizerName, hyperparameters: Partial<AllHyperparameters>, gradients: number[]) {
  const parameter = new Float64Parameter(optimizers[name], resolveOptimizer(name, hyperparameters), [1]);
  for (const g of gradients) parameter.step([g]);
  const state = Object.entries(parameter.state).map(([slot, { values }]) => [slot, values[0] as number]);
  return { theta: parameter.values[0] as number, ...Object.fromEntries(state) } as Record<string, number> & {
    theta: number;
  };
}

describe('gradient descent by hand, from θ = 1 with α = 0.1', () => {
  it('plain', () => {
    // θ = 1 − 0.1·2 = 0.8, then 0.8 − 0.1·(−1) = 0.9
    expect(steps('sgd', { learningRate: 0.1 }, [2]).theta).toBeCloseTo(0.8, 15);
    expect(steps('sgd', { learningRate: 0.1 }, [2, -1])).toEqual({ theta: expect.closeTo(0.9, 15) });
  });

  it('with momentum 0.5 and dampening 0.25, which the first gradient escapes', () => {
    const hyperparameters = { learningRate: 0.1, momentum: 0.5, dampening: 0.25 };
    // t = 1, g = 2:   b = 2                            θ = 1 − 0.1·2 = 0.8
    const one = steps('sgd', hyperparameters, [2]);
    expect(one['b']).toBe(2);
    expect(one.theta).toBeCloseTo(0.8, 15);
    // t = 2, g = −1:  b = 0.5·2 + 0.75·(−1) = 0.25     θ = 0.8 − 0.1·0.25 = 0.775
    const two = steps('sgd', hyperparameters, [2, -1]);
    expect(two['b']).toBeCloseTo(0.25, 15);
    expect(two.theta).toBeCloseTo(0.775, 15);
  });

  it("with Nesterov's momentum 0.5", () => {
    const hyperparameters = { learningRate: 0.1, momentum: 0.5, nesterov: true };
    // t = 1, g = 2:   b = 2                  θ = 1 − 0.1·(2 + 0.5·2) = 0.7
    expect(steps('sgd', hyperparameters, [2]).theta).toBeCloseTo(0.7, 15);
    // t = 2, g = −1:  b = 0.5·2 − 1 = 0      θ = 0.7 − 0.1·(−1 + 0) = 0.8
    const two = steps('sgd', hyperparameters, [2, -1]);
    expect(two['b']).toBe(0);
    expect(two.theta).toBeCloseTo(0.8, 15);
  });
});

describe('RMSprop by hand, from θ = 1 with η = 0.1, α = 0.75 and ε = 0', () => {
  const hyperparameters = { learningRate: 0.1, alpha: 0.75, epsilon: 0 };

  it('plain', () => {
    // t = 1, g = 2:   v = 0.25·4 = 1                    θ = 1 − 0.1·2/1 = 0.8
    expect(steps('rmsprop', hyperparameters, [2]).theta).toBeCloseTo(0.8, 15);
    // t = 2, g = −1:  v = 0.75·1 + 0.25·1 = 1           θ = 0.8 + 0.1·1/1 = 0.9
    expect(steps('rmsprop', hyperparameters, [2, -1]).theta).toBeCloseTo(0.9, 15);
  });

  it('centered', () => {
    // t = 1, g = 2:   v = 0.25·4 = 1    ḡ = 0.25·2 = 0.5
    //                 s = √(1 − 0.25) = 0.8660254…      θ = 1 − 0.1·2/0.8660254… = 0.7690599…
    const one = steps('rmsprop', { ...hyperparameters, centered: true }, [2]);
    expect(one).toMatchObject({ v: 1, gMean: 0.5 });
    expect(one.theta).toBeCloseTo(1 - 0.2 / Math.sqrt(0.75), 15);
    expect(one.theta).toBeCloseTo(0.7690599, 7);
    // t = 2, g = −1:  v = 0.75·1 + 0.25·1 = 1           ḡ = 0.75·0.5 + 0.25·(−1) = 0.125
    //                 s = √(1 − 0.015625) = 0.9921567…  θ = 0.7690599… + 0.1/0.9921567… = 0.8698504…
    const two = steps('rmsprop', { ...hyperparameters, centered: true }, [2, -1]);
    expect(two).toMatchObject({ v: 1, gMean: 0.125 });
    expect(two.theta).toBeCloseTo(one.theta + 0.1 / Math.sqrt(0.984375), 15);
    expect(two.theta).toBeCloseTo(0.8698504, 7);
  });

  it('with momentum 0.5, and ε outside the root', () => {
    // t = 1, g = 2:   s = √1 + 1 = 2     b = 2/2 = 1                     θ = 1 − 0.1·1 = 0.9
    // t = 2, g = −1:  s = √1 + 1 = 2     b = 0.5·1 − 1/2 = 0             θ = 0.9
    // t = 3, g = 0:   s = √0.75 + 1      b = 0
    const given = { ...hyperparameters, epsilon: 1, momentum: 0.5 };
    expect(steps('rmsprop', given, [2])).toMatchObject({ b: 1, theta: expect.closeTo(0.9, 15) });
    expect(steps('rmsprop', given, [2, -1])).toMatchObject({ b: 0, theta: expect.closeTo(0.9, 15) });
  });
});

describe('NAdam by hand, from θ = 1 with α = 0.1, β1 = 0.8, β2 = 0.75, ψ = 0 and ε = 0', () => {
  const hyperparameters = { learningRate: 0.1, beta1: 0.8, beta2: 0.75, momentumDecay: 0, epsilon: 0 };

  it('takes the gradient and the momentum to come', () => {
    // With ψ = 0 every μ = 0.8·(1 − 0.5) = 0.4.
    // t = 1, g = 2:   m = 0.2·2 = 0.4     v = 0.25·4 = 1     v̂ = 1/(1 − 0.75) = 4
    //                 θ = 1 − 0.1·0.6/(1 − 0.4)·2/√4 − 0.1·0.4/(1 − 0.16)·0.4/√4
    //                   = 1 − 0.1 − 0.0095238… = 0.8904762…
    const one = steps('nadam', hyperparameters, [2]);
    expect(one['m']).toBeCloseTo(0.4, 15);
    expect(one['v']).toBe(1);
    // 1e-8: Πμ is a float32.
    expect(one.theta).toBeCloseTo(1 - 0.1 - ((0.04 / 0.84) * 0.4) / 2, 8);
    expect(one.theta).toBeCloseTo(0.8904762, 7);
    // t = 2, g = −1:  m = 0.8·0.4 − 0.2·1 = 0.12     v = 0.75·1 + 0.25·1 = 1     v̂ = 1/(1 − 0.5625) = 2.2857142…
    //                 θ = 0.8904762… + 0.1·0.6/(1 − 0.16)/√v̂ − 0.1·0.4/(1 − 0.064)·0.12/√v̂
    //                   = 0.8904762… + 0.0472456… − 0.0033920… = 0.9343298…
    const two = steps('nadam', hyperparameters, [2, -1]);
    expect(two['m']).toBeCloseTo(0.12, 15);
    expect(two['v']).toBe(1);
    const root = Math.sqrt(1 / 0.4375);
    expect(two.theta).toBeCloseTo(one.theta + 0.06 / 0.84 / root - ((0.04 / 0.936) * 0.12) / root, 8);
    expect(two.theta).toBeCloseTo(0.9343298, 7);
  });

  it('lets the momentum grow with t', () => {
    // ψ = 1: μ₁ = 0.8·(1 − 0.5·0.96) = 0.416, μ₂ = 0.8·(1 − 0.5·0.9216) = 0.43136
    // θ = 1 − 0.1·(1 − 0.416)/(1 − 0.416)·2/√4 − 0.1·0.43136/(1 − 0.416·0.43136)·0.4/√4
    const { theta } = steps('nadam', { ...hyperparameters, momentumDecay: 1 }, [2]);
    expect(theta).toBeCloseTo(0.9 - ((0.043136 / (1 - 0.416 * 0.43136)) * 0.4) / 2, 8);
  });
});

describe('others by hand, from θ = 1', () => {
  it("Adagrad's learning rate falls with t, and its sum begins where it is told", () => {
    // t = 1, g = 2:  G = 5 + 4 = 9         θ = 1 − 0.6·2/3 = 0.6
    // t = 2, g = 4:  G = 9 + 16 = 25       θ = 0.6 − 0.6/(1 + 0.5)·4/5 = 0.28
    const hyperparameters = {
      learningRate: 0.6,
      learningRateDecay: 0.5,
      initialAccumulatorValue: 5,
      epsilon: 0,
    };
    expect(steps('adagrad', hyperparameters, [2]).theta).toBeCloseTo(0.6, 15);
    expect(steps('adagrad', hyperparameters, [2, 4])).toMatchObject({
      G: 25,
      theta: expect.closeTo(0.28, 15),
    });
  });

  it("Adamax keeps the larger of the old maximum's part and |g| + ε", () => {
    // t = 1, g = −2:  m = −1           u = 2 + 1 = 3             θ = 1 + 0.1/0.5·1/3 = 1.0666…
    // t = 2, g = 0:   m = −0.5         u = max(0.9·3, 1) = 2.7   θ = 1.0666… + 0.1/0.75·0.5/2.7
    const hyperparameters = { learningRate: 0.1, beta1: 0.5, beta2: 0.9, epsilon: 1 };
    const two = steps('adamax', hyperparameters, [-2, 0]);
    expect(two['u']).toBeCloseTo(2.7, 15);
    expect(two.theta).toBeCloseTo(1 + 0.2 / 3 + ((0.1 / 0.75) * 0.5) / 2.7, 14);
  });

  it('Adadelta measures its steps by those before', () => {
    // t = 1, g = 3:  v = 0.1·9 = 0.9   Δ = √(1/1.9)·3 = 2.1764…   u = 0.1·Δ² = 0.4736842…   θ = 1 − 0.5·Δ
    const hyperparameters = { learningRate: 0.5, rho: 0.9, epsilon: 1 };
    const one = steps('adadelta', hyperparameters, [3]);
    const delta = 3 / Math.sqrt(1.9);
    expect(one['u']).toBeCloseTo(0.9 / 1.9, 14);
    expect(one.theta).toBeCloseTo(1 - 0.5 * delta, 14);
  });

  it("RAdam's first steps are momentum's, the sixth is adaptive", () => {
    // β2 = 0.999: ρₜ is 4.99 for t = 5 and 5.99 for t = 6. With g = 2 always, m̂ = 2 and √v/√(1 − β2ᵗ) = 2.
    const hyperparameters = { learningRate: 0.1, epsilon: 0 };
    const five = steps('radam', hyperparameters, Array(5).fill(2)).theta;
    const six = steps('radam', hyperparameters, Array(6).fill(2)).theta;
    expect(five).toBeCloseTo(1 - 5 * 0.1 * 2, 13);
    const infinite = 1999;
    const rho = infinite - (12 * 0.999 ** 6) / (1 - 0.999 ** 6);
    const r = Math.sqrt(((rho - 4) * (rho - 2) * infinite) / ((infinite - 4) * (infinite - 2) * rho));
    expect(six).toBeCloseTo(five - 0.1 * r, 9);
  });
});
