import type { TraceRow } from '../../src/training/trace/adamTrace.js';

/** The trace of a step of Adam at lr 0.001 whose step is lr·sign(g) in all weights, but for the changes. */
export function traceRow(changes: Partial<TraceRow> = {}): TraceRow {
  const { t = 1, learningRate = 0.001 } = changes;
  const same = (value: number) => ({
    mean: value,
    q05: value,
    q25: value,
    q50: value,
    q75: value,
    q95: value,
  });
  return {
    epoch: t,
    t,
    moment: 'epoch_end',
    parameter: 'all',
    values: 3,
    learningRate,
    biasCorrection1: 1 - 0.9 ** t,
    biasCorrection2: 1 - 0.999 ** t,
    gradientNorm: 2,
    weightNorm: 4,
    updateNorm: 0.002,
    updateRatio: 0.0005,
    mHat: same(0.5),
    sqrtVHat: same(0.5),
    rate: same(0.002),
    step: same(learningRate),
    ...changes,
  };
}
