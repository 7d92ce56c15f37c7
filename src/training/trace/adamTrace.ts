import { type AdamHyperparameters, biasCorrections } from '../../optimizers/adam.js';
import { type Distribution, distributionOf } from './distribution.js';

/** Adam's settings that its m, v and step are read by. */
export type TracedSettings = Pick<AdamHyperparameters, 'beta1' | 'beta2' | 'epsilon' | 'biasCorrection'>;

/** One parameter before and after a step, as plain values of its shape. */
export interface TracedStep {
  /** Such as layer1.weight. */
  parameter: string;
  /** Before the step. */
  weights: ArrayLike<number>;
  /** After it. */
  updated: ArrayLike<number>;
  /** As the optimizer was given it, clipped where the run clips. */
  gradient: ArrayLike<number>;
  /** The first moment after the step. */
  m: ArrayLike<number>;
  /** The second moment after the step: what the step was divided by, so with AMSGrad the largest until then. */
  v: ArrayLike<number>;
}

/** How many steps are traced one by one when a run begins; bias correction does most there. */
export const FIRST_STEPS = 20;

/** When a step was taken: among the run's first, or as the last of an epoch. */
export type TracedMoment = 'first_step' | 'epoch_end';

/** The name under which all parameters together are traced. */
export const allParameters = 'all';

/** What the trace says of a parameter at one step, or of all parameters together. */
export interface TraceRow {
  /** From 1. */
  epoch: number;
  /** The optimizer's step number, from 1. */
  t: number;
  moment: TracedMoment;
  parameter: string;
  /** How many numbers the parameter has. */
  values: number;
  learningRate: number;
  /** 1 − β1ᵗ; 1 where bias correction is off. */
  biasCorrection1: number;
  /** 1 − β2ᵗ; 1 where bias correction is off. */
  biasCorrection2: number;
  /** ‖g‖ */
  gradientNorm: number;
  /** ‖θ‖ before the step. */
  weightNorm: number;
  /** ‖Δθ‖, weight decay included. */
  updateNorm: number;
  /** ‖Δθ‖/‖θ‖; not finite where all weights were zero. */
  updateRatio: number;
  /** |m̂| */
  mHat: Distribution;
  /** √v̂ */
  sqrtVHat: Distribution;
  /** lr/(√v̂ + ε), the rate that each weight has for its own. */
  rate: Distribution;
  /** |lr·m̂/(√v̂ + ε)| */
  step: Distribution;
}

/** When and with which rate a step was taken. */
export type StepFacts = Pick<TraceRow, 'epoch' | 't' | 'moment' | 'learningRate'>;

/** The trace of one step: a row for each parameter, and one for all of them. */
export function traceStep(
  steps: readonly TracedStep[],
  facts: StepFacts,
  settings: TracedSettings,
): TraceRow[] {
  const together = steps.length < 2 ? [] : [concatenated(steps)];
  return [...steps, ...together].map((step) => traceParameter(step, facts, settings));
}

function traceParameter(
  { parameter, weights, updated, gradient, m, v }: TracedStep,
  facts: StepFacts,
  settings: TracedSettings,
): TraceRow {
  const { learningRate: alpha } = facts;
  const { biasCorrection1, biasCorrection2 } = biasCorrections(facts.t, settings);
  const size = weights.length;
  const mHat = new Float64Array(size);
  const sqrtVHat = new Float64Array(size);
  const rate = new Float64Array(size);
  const step = new Float64Array(size);
  const update = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    mHat[i] = Math.abs(m[i] as number) / biasCorrection1;
    sqrtVHat[i] = Math.sqrt((v[i] as number) / biasCorrection2);
    rate[i] = alpha / ((sqrtVHat[i] as number) + settings.epsilon);
    step[i] = (rate[i] as number) * (mHat[i] as number);
    update[i] = (updated[i] as number) - (weights[i] as number);
  }
  const weightNorm = norm(weights);
  const updateNorm = norm(update);
  return {
    ...facts,
    parameter,
    values: size,
    biasCorrection1,
    biasCorrection2,
    gradientNorm: norm(gradient),
    weightNorm,
    updateNorm,
    updateRatio: updateNorm / weightNorm,
    mHat: distributionOf(mHat),
    sqrtVHat: distributionOf(sqrtVHat),
    rate: distributionOf(rate),
    step: distributionOf(step),
  };
}

function concatenated(steps: readonly TracedStep[]): TracedStep {
  const size = steps.reduce((sum, { weights }) => sum + weights.length, 0);
  const join = (values: (step: TracedStep) => ArrayLike<number>) => {
    const joined = new Float64Array(size);
    let start = 0;
    for (const step of steps) {
      joined.set(values(step), start);
      start += values(step).length;
    }
    return joined;
  };
  return {
    parameter: allParameters,
    weights: join(({ weights }) => weights),
    updated: join(({ updated }) => updated),
    gradient: join(({ gradient }) => gradient),
    m: join(({ m }) => m),
    v: join(({ v }) => v),
  };
}

function norm(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) ** 2;
  return Math.sqrt(sum);
}
