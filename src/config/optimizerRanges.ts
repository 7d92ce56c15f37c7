import { finite, fraction, halfOpenFraction, nonNegative, type Range } from '../arguments.js';
import type { OptimizerOptionName } from './optimizerTable.js';

const toggle: Range = { words: 'true or false', holds: (value) => typeof value === 'boolean' };

/** The range of each optimizer option, which is PyTorch's; what PyTorch lets pass, infinities too, must be finite here. */
export const optimizerRanges: Record<OptimizerOptionName, Range> = {
  learningRate: nonNegative,
  beta1: halfOpenFraction,
  beta2: halfOpenFraction,
  epsilon: nonNegative,
  weightDecay: nonNegative,
  decoupledWeightDecay: toggle,
  amsgrad: toggle,
  biasCorrection: toggle,
  maximize: toggle,
  momentum: nonNegative,
  dampening: finite,
  nesterov: toggle,
  alpha: nonNegative,
  centered: toggle,
  rho: fraction,
  momentumDecay: nonNegative,
  initialAccumulatorValue: nonNegative,
  learningRateDecay: nonNegative,
};
