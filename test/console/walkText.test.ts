import { expect, it } from 'vitest';
import { walkText } from '../../src/console/walkText.js';
import { type WalkSettings, walkLines, walkStep } from '../../src/explain/walk/walk.js';
import { resolveOptimizer } from '../../src/optimizers/resolve.js';
import { trainConfig } from '../trainConfigs.js';

const plain = resolveOptimizer('adam', {});
const everything = resolveOptimizer('adam', { amsgrad: true, weightDecay: 0.1 });
const config = { ...trainConfig(), optimizer: { name: 'adam' as const, ...plain } };

/** Two steps from 1 with the gradients 2 and −2, as Adam's Algorithm 1 makes them by hand. */
function text(settings: WalkSettings, options: { width: number; ascii: boolean }): string[] {
  const seen = [
    { t: 1, weightBefore: 1, gradient: 2, state: { m: 0.2, v: 0.004 }, weightAfter: 0.999 },
    { t: 2, weightBefore: 0.999, gradient: -2, state: { m: -0.02, v: 0.007996 }, weightAfter: 0.99905 },
  ].map((step) => ({
    ...step,
    learningRate: 0.001,
    state: settings.amsgrad ? { ...step.state, vMax: step.state.v } : step.state,
  }));
  return walkText(
    {
      config,
      size: { rows: 2000, features: 10 },
      backend: 'wasm',
      parameter: { text: 'layer1.weight[3,7]', words: 'the weight from input 3 to unit 7 of layer 1' },
      isMostMoved: true,
      lines: walkLines(settings, { clipped: false, penalized: false, scheduled: false }),
      steps: seen.map((step) => walkStep(step, settings)),
    },
    options,
  );
}

it('shows each line of the algorithm with its words and a column for each step', () => {
  expect(text(plain, { width: 120, ascii: false })).toMatchInlineSnapshot(`
    [
      "layer1.weight[3,7], the weight from input 3 to unit 7 of layer 1; it moves most in these 2 steps",
      "2,000 × 10, 10 informative, noise 0.1, 10-64-64-1 relu, Adam lr 0.001, full batch, seed 42, wasm",
      "α = 0.001, β1 = 0.9, β2 = 0.999, ε = 1e-8",
      "",
      "Algorithm 1                                        t = 1        t = 2",
      "θ                       the weight before        1.00000     0.999000",
      "g ← ∇f(θ)               gradient of the loss     2.00000     -2.00000",
      "m ← β1·m + (1 − β1)·g   running mean of g       0.200000   -0.0200000",
      "v ← β2·v + (1 − β2)·g²  running mean of g²    0.00400000   0.00799600",
      "1 − β1ᵗ                 m's share of a mean     0.100000     0.190000",
      "1 − β2ᵗ                 v's share of a mean   0.00100000   0.00199900",
      "m̂ ← m / (1 − β1ᵗ)       m, corrected             2.00000    -0.105263",
      "v̂ ← v / (1 − β2ᵗ)       v, corrected             4.00000      4.00000",
      "m̂ / (√v̂ + ε)            the step / α             1.00000   -0.0526316",
      "Δ ← α·m̂ / (√v̂ + ε)      the step              0.00100000  -5.26316e-5",
      "θ ← θ − Δ               the new weight          0.999000     0.999050",
    ]
  `);
});

it('writes the same in ASCII alone, in 80 columns', () => {
  const lines = text(plain, { width: 80, ascii: true });
  expect(lines).toMatchInlineSnapshot(`
    [
      "layer1.weight[3,7], the weight from input 3 to unit 7 of layer 1; it moves most in these 2 steps",
      "2,000 x 10, 10 informative, noise 0.1, 10-64-64-1 relu, Adam lr 0.001, full batch, seed 42, wasm",
      "alpha = 0.001, beta1 = 0.9, beta2 = 0.999, eps = 1e-8",
      "",
      "Algorithm 1                                                           t = 1",
      "theta                                      the weight before        1.00000",
      "g <- grad f(theta)                         gradient of the loss     2.00000",
      "m <- beta1*m + (1 - beta1)*g               running mean of g       0.200000",
      "v <- beta2*v + (1 - beta2)*g^2             running mean of g^2   0.00400000",
      "1 - beta1^t                                m's share of a mean     0.100000",
      "1 - beta2^t                                v's share of a mean   0.00100000",
      "m_hat <- m / (1 - beta1^t)                 m, corrected             2.00000",
      "v_hat <- v / (1 - beta2^t)                 v, corrected             4.00000",
      "m_hat / (sqrt(v_hat) + eps)                the step / alpha         1.00000",
      "step <- alpha*m_hat / (sqrt(v_hat) + eps)  the step              0.00100000",
      "theta <- theta - step                      the new weight          0.999000",
      "",
      "Algorithm 1                                                            t = 2",
      "theta                                      the weight before        0.999000",
      "g <- grad f(theta)                         gradient of the loss     -2.00000",
      "m <- beta1*m + (1 - beta1)*g               running mean of g      -0.0200000",
      "v <- beta2*v + (1 - beta2)*g^2             running mean of g^2    0.00799600",
      "1 - beta1^t                                m's share of a mean      0.190000",
      "1 - beta2^t                                v's share of a mean    0.00199900",
      "m_hat <- m / (1 - beta1^t)                 m, corrected            -0.105263",
      "v_hat <- v / (1 - beta2^t)                 v, corrected              4.00000",
      "m_hat / (sqrt(v_hat) + eps)                the step / alpha       -0.0526316",
      "step <- alpha*m_hat / (sqrt(v_hat) + eps)  the step              -5.26316e-5",
      "theta <- theta - step                      the new weight           0.999050",
    ]
  `);
  for (const line of text(everything, { width: 80, ascii: true })) expect(line).toMatch(/^[\x20-\x7e]*$/);
  for (const line of lines.slice(3)) expect(line.length).toBeLessThanOrEqual(80);
});

it('has lines for AMSGrad, weight decay and no bias correction', () => {
  const formulas = (settings: Partial<WalkSettings>) =>
    walkLines({ ...plain, ...settings }, { clipped: false, penalized: false, scheduled: true }).map(
      ({ formula }) => formula,
    );
  expect(formulas({ amsgrad: true })).toContain('v̂ ← vmax / (1 − β2ᵗ)');
  expect(formulas({ weightDecay: 0.1 })).toContain('g ← g + λ·θ');
  expect(formulas({ weightDecay: 0.1, decoupledWeightDecay: true })).toContain('θ ← θ − α·λ·θ');
  expect(formulas({ biasCorrection: false })).toContain('m̂ ← m');
  expect(formulas({ biasCorrection: false })).not.toContain('1 − β1ᵗ');
});
