import { Float64Parameter } from '../../optimizers/float64.js';
import { type AllHyperparameters, type OptimizerName, optimizers } from '../../optimizers/index.js';
import { resolveOptimizer } from '../../optimizers/resolve.js';

/**
 * The value of a single weight after each step, the start before them, in float64.
 *
 * @param gradient at the weight x in step t, from 1
 */
export function descent(
  optimizer: OptimizerName,
  hyperparameters: Partial<AllHyperparameters>,
  { start, steps, gradient }: { start: number; steps: number; gradient: (x: number, t: number) => number },
): number[] {
  const parameter = new Float64Parameter(
    optimizers[optimizer],
    resolveOptimizer(optimizer, hyperparameters),
    [start],
  );
  const values = [start];
  for (let t = 1; t <= steps; t++) {
    parameter.step([gradient(values[t - 1] as number, t)]);
    values.push(parameter.values[0] as number);
  }
  return values;
}

/** Four significant digits, for an example's text. */
export function figure(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && size < 1e-3 ? value.toExponential(1) : String(Number(value.toPrecision(4)));
}
