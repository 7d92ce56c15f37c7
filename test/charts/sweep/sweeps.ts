import type { ChartedSweep, SweepDimension, SweptTrial } from '../../../src/charts/sweep/chartedSweep.js';

export const learningRate: SweepDimension = { key: 'learningRate', kind: 'number', log: true };
export const batchSize: SweepDimension = { key: 'batchSize', kind: 'number', log: true };
export const momentum: SweepDimension = { key: 'momentum', kind: 'number', log: false };
export const optimizer: SweepDimension = { key: 'optimizer', kind: 'category', log: false };
export const hidden: SweepDimension = { key: 'hidden', kind: 'category', log: false };

export function trialOf(
  trial: number,
  values: Record<string, unknown>,
  metric: number,
  rest: Partial<SweptTrial> = {},
): SweptTrial {
  const status = Number.isFinite(metric) ? 'completed' : 'diverged';
  const made = Number.isFinite(metric) ? [4 * metric, 2 * metric, metric] : [5, Number.NaN];
  const { losses = made } = rest;
  return { trial, values, metric, spread: undefined, status, losses, epoch: losses.length, ...rest };
}

export function sweepOf(
  dimensions: readonly SweepDimension[],
  trials: readonly SweptTrial[],
  rest: Partial<ChartedSweep> = {},
): ChartedSweep {
  const finite = trials.filter(({ metric }) => Number.isFinite(metric));
  const best = finite.reduce<SweptTrial | undefined>(
    (a, b) => (a === undefined || b.metric < a.metric ? b : a),
    undefined,
  )?.trial;
  const metric = { name: 'val_loss', better: 'lower' as const };
  return { name: 'sweep-001', settings: ['cars.csv', 'seed 42'], metric, dimensions, trials, best, ...rest };
}
