import type { Part } from '../data/prepare.js';
import { inReportedUnit } from '../model/losses/loss.js';
import { createTurns } from '../turns.js';
import { createSession, type SessionSettings } from './session.js';
import { LossSmoothing } from './smoothedLoss.js';
import type { NamedValues } from './trainingState.js';
import { isFinitePass } from './trainStep.js';

/** The learning rates of a range test, each of one step. */
export interface RateRange {
  minimum: number;
  maximum: number;
  steps: number;
}

/** A step of a range test. */
export interface RangeStep {
  /** From 1. */
  step: number;
  learningRate: number;
  /** On the step's rows before its update. */
  loss: number;
  /** The mean of the losses until here, the later the heavier. */
  smoothedLoss: number;
}

/** What a range test is run with beside its session's settings. */
export interface RangeOptions {
  range: RateRange;
  /** The decay of the smoothing's weights. */
  smoothing: number;
  initialWeights?: readonly NamedValues[] | undefined;
  /** How many of the units that losses are reported in are one of the model's. */
  targetScale: number;
  onStep?: (step: RangeStep) => void;
}

/** From what multiple of the lowest smoothed loss on the test has seen enough. */
export const ENOUGH = 4;

/**
 * Trains from the first weights while the learning rate grows from step to step, each by the same factor. Ends early at a
 * smoothed loss of more than four times the lowest, or one that is not finite, which is the last step then.
 *
 * @param train the rows to train on
 * @see Smith 2017, Cyclical Learning Rates for Training Neural Networks, section 3.3
 */
export async function testLearningRates(
  settings: SessionSettings,
  train: Part,
  { range, smoothing, initialWeights, targetScale, onStep }: RangeOptions,
): Promise<RangeStep[]> {
  const session = await createSession(settings, train, undefined, initialWeights);
  const { optimizer, loss } = session;
  const steps: RangeStep[] = [];
  const smoothed = new LossSmoothing(smoothing);
  let lowest = Number.POSITIVE_INFINITY;
  const turn = createTurns();
  // The session sets the rate of its schedule once an epoch, and waits here before each of its steps.
  const setRate = async () => {
    optimizer.learningRate = rateAt(range, steps.length);
    await turn();
  };
  try {
    for (let epoch = 1; ; epoch++) {
      for await (const pass of session.epoch(epoch, setRate)) {
        const value = inReportedUnit(loss, pass.trainLoss, targetScale);
        const step = {
          step: steps.length + 1,
          learningRate: rateAt(range, steps.length),
          loss: value,
          smoothedLoss: smoothed.add(value),
        };
        steps.push(step);
        onStep?.(step);
        lowest = Math.min(lowest, step.smoothedLoss);
        const isEnough = !isFinitePass(pass) || step.smoothedLoss > ENOUGH * lowest;
        if (isEnough || steps.length === range.steps) return steps;
      }
    }
  } finally {
    session.dispose();
  }
}

/** The rate of a step, from 0: the ends are those of the range, and the logarithms lie equally far apart. */
export function rateAt({ minimum, maximum, steps }: RateRange, step: number): number {
  if (step === 0) return minimum;
  if (step === steps - 1) return maximum;
  return minimum * (maximum / minimum) ** (step / (steps - 1));
}
