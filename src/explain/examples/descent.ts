import { defaultsOf, type OptimizerDefinition } from '../../optimizers/defineOptimizer.js';
import { Float64Parameter } from '../../optimizers/float64.js';
import { type AllHyperparameters, type OptimizerName, optimizers } from '../../optimizers/index.js';
import { type Observer, seenStep } from '../seenStep.js';

/** A single weight, and the slope that it meets. */
export interface WeightProblem {
  start: number;
  steps: number;
  /** At the weight x in step t, from 1. */
  gradient: (x: number, t: number) => number;
  /** Where a weight is put back to that left what is allowed. */
  confine?: (x: number) => number;
}

/** The value of a single weight after each step, the start before them, in float64. */
export function descent(
  optimizer: OptimizerName,
  hyperparameters: Partial<AllHyperparameters>,
  { start, steps, gradient, confine }: WeightProblem,
  observe?: Observer,
): number[] {
  const definition: OptimizerDefinition = optimizers[optimizer];
  const parameter = new Float64Parameter(definition, { ...defaultsOf(definition), ...hyperparameters }, [
    start,
  ]);
  const values = [start];
  for (let t = 1; t <= steps; t++) {
    const slope = [gradient(values[t - 1] as number, t)];
    parameter.step(slope);
    observe?.(seenStep(slope, parameter));
    if (confine !== undefined) parameter.replace((all) => all.map(confine));
    values.push(parameter.values[0] as number);
  }
  return values;
}

/** Four significant digits, for an example's text. */
export function figure(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && size < 1e-3 ? value.toExponential(1) : String(Number(value.toPrecision(4)));
}
