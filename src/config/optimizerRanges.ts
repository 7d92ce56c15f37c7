import type { OptimizerOptionName } from './optimizerTable.js';

/** The values that an option may have. */
export interface OptimizerRange {
  /** Completes the sentence "<option> must be …". */
  words: string;
  allows: (value: unknown) => boolean;
}

const among = (words: string, allows: (value: number) => boolean): OptimizerRange => ({
  words,
  allows: (value) => typeof value === 'number' && Number.isFinite(value) && allows(value),
});

const finite = among('a finite number', () => true);
const nonNegative = among('a finite number >= 0', (value) => value >= 0);
const halfOpenFraction = among('in [0, 1)', (value) => value >= 0 && value < 1);
const fraction = among('in [0, 1]', (value) => value >= 0 && value <= 1);
const toggle: OptimizerRange = { words: 'true or false', allows: (value) => typeof value === 'boolean' };

/** The range of each optimizer option, which is PyTorch's; what PyTorch lets pass, infinities too, must be finite here. */
export const optimizerRanges: Record<OptimizerOptionName, OptimizerRange> = {
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
