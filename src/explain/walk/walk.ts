import { type AdamHyperparameters, biasCorrections } from '../../optimizers/adam.js';

/** What the optimizer was given and what it made of it, for one parameter in one step. */
export interface ObservedStep {
  /** From 1. */
  t: number;
  /** α in this step. */
  learningRate: number;
  weightBefore: number;
  /** As the optimizer got it, after clipping. */
  gradient: number;
  /** The optimizer's own tensors after the step, such as m and v. */
  state: Readonly<Record<string, number>>;
  weightAfter: number;
}

/** Algorithm 1's quantities in one step. */
export interface WalkStep {
  t: number;
  learningRate: number;
  weightBefore: number;
  gradient: number;
  /** g + λ·θ, with L2 decay. */
  decayedGradient?: number;
  /** θ − α·λ·θ, with decoupled decay. */
  shrunkWeight?: number;
  m: number;
  v: number;
  vMax?: number;
  biasCorrection1: number;
  biasCorrection2: number;
  mHat: number;
  vHat: number;
  /** m̂/(√v̂ + ε). */
  ratio: number;
  /** α times that, which is taken off the weight. */
  step: number;
  weightAfter: number;
}

export type WalkSettings = Omit<AdamHyperparameters, 'learningRate' | 'maximize'>;

/**
 * What Algorithm 1 derives from the optimizer's g, m, v and θ: the corrections and all that they correct, in doubles.
 *
 * @see Kingma & Ba (2015), Algorithm 1, https://arxiv.org/abs/1412.6980
 */
export function walkStep(seen: ObservedStep, settings: WalkSettings): WalkStep {
  const { t, learningRate, weightBefore, gradient, state, weightAfter } = seen;
  const { weightDecay, decoupledWeightDecay, epsilon } = settings;
  const { m = Number.NaN, v = Number.NaN, vMax } = state;
  const { biasCorrection1, biasCorrection2 } = biasCorrections(t, settings);
  const mHat = m / biasCorrection1;
  const vHat = (vMax ?? v) / biasCorrection2;
  const ratio = mHat / (Math.sqrt(vHat) + epsilon);
  return {
    t,
    learningRate,
    weightBefore,
    gradient,
    ...(weightDecay > 0 &&
      (decoupledWeightDecay
        ? { shrunkWeight: weightBefore * (1 - learningRate * weightDecay) }
        : { decayedGradient: gradient + weightDecay * weightBefore })),
    m,
    v,
    ...(vMax !== undefined && { vMax }),
    biasCorrection1,
    biasCorrection2,
    mHat,
    vHat,
    ratio,
    step: learningRate * ratio,
    weightAfter,
  };
}

/** A line of the algorithm: its formula, what it means, and which quantity it gives. */
export interface WalkLine {
  /** In the paper's letters. */
  formula: string;
  words: string;
  key: Exclude<keyof WalkStep, 't'>;
}

/** The algorithm's lines, those of the settings in force among them. */
export function walkLines(
  { weightDecay, decoupledWeightDecay, amsgrad, biasCorrection }: WalkSettings,
  { clipped, scheduled, penalized }: Record<'clipped' | 'scheduled' | 'penalized', boolean>,
): WalkLine[] {
  const isL2 = weightDecay > 0 && !decoupledWeightDecay;
  const isShrunk = weightDecay > 0 && decoupledWeightDecay;
  const v = amsgrad ? 'vmax' : 'v';
  const corrected: WalkLine[] = biasCorrection
    ? [
        { formula: '1 − β1ᵗ', words: "m's share of a mean", key: 'biasCorrection1' },
        { formula: '1 − β2ᵗ', words: "v's share of a mean", key: 'biasCorrection2' },
        { formula: 'm̂ ← m / (1 − β1ᵗ)', words: 'm, corrected', key: 'mHat' },
        { formula: `v̂ ← ${v} / (1 − β2ᵗ)`, words: 'v, corrected', key: 'vHat' },
      ]
    : [
        { formula: 'm̂ ← m', words: 'uncorrected: too small', key: 'mHat' },
        { formula: `v̂ ← ${v}`, words: 'uncorrected: too small', key: 'vHat' },
      ];
  return [
    ...only(scheduled, { formula: 'α', words: 'the learning rate', key: 'learningRate' }),
    { formula: 'θ', words: 'the weight before', key: 'weightBefore' },
    ...only(isShrunk, { formula: 'θ ← θ − α·λ·θ', words: 'weight decay shrinks it', key: 'shrunkWeight' }),
    {
      formula: 'g ← ∇f(θ)',
      words: clipped
        ? 'its gradient, clipped'
        : penalized
          ? 'gradient of loss and L1'
          : 'gradient of the loss',
      key: 'gradient',
    },
    ...only(isL2, { formula: 'g ← g + λ·θ', words: 'weight decay adds to it', key: 'decayedGradient' }),
    { formula: 'm ← β1·m + (1 − β1)·g', words: 'running mean of g', key: 'm' },
    { formula: 'v ← β2·v + (1 − β2)·g²', words: 'running mean of g²', key: 'v' },
    ...only(amsgrad, { formula: 'vmax ← max(vmax, v)', words: 'the largest v so far', key: 'vMax' }),
    ...corrected,
    { formula: 'm̂ / (√v̂ + ε)', words: 'the step / α', key: 'ratio' },
    { formula: 'Δ ← α·m̂ / (√v̂ + ε)', words: 'the step', key: 'step' },
    { formula: 'θ ← θ − Δ', words: 'the new weight', key: 'weightAfter' },
  ];
}

function only(isThere: boolean, line: WalkLine): WalkLine[] {
  return isThere ? [line] : [];
}
