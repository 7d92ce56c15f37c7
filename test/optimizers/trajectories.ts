import { type AllHyperparameters, type OptimizerName, optimizers } from '../../src/optimizers/index.js';
import type { Clipping } from '../../src/training/gradientClipping.js';
import { fixture } from '../goldens.js';

interface Path {
  /** By the number of steps taken; what is not finite is written in words. */
  params: Record<string, (number | string)[]>;
}

/** 50 steps of a torch.optim optimizer on a function of a few variables; `params[t]` is after t steps. */
export interface Trajectory {
  id: string;
  problem: 'rosenbrock2d' | 'quadratic5d';
  optimizer: string;
  resolved_hyperparameters: Record<string, number | boolean | null | [number, number]>;
  per_step_extras: Record<string, number>;
  float32: Path;
  float64: Path;
  f32_vs_f64_rel_dev_at_50: number | null;
}

interface Trajectories {
  problems: {
    rosenbrock2d: { x0: number[] };
    quadratic5d: { x0: number[]; A: number[][]; b: number[] };
  };
  cases: Trajectory[];
}

const { problems, cases } = fixture<Trajectories>('optimizers.json');

/** Every trajectory; a schedule is a learning rate that changes. */
export const trajectories = cases;

/** How the trajectory's gradients are clipped before each step. */
export function clippingOf({ per_step_extras: extras }: Trajectory): Clipping {
  return { clipNorm: extras['clip_grad_norm'], clipValue: extras['clip_grad_value'] };
}

export function optimizerName({ optimizer }: Trajectory): OptimizerName {
  return optimizer.split('.').at(-1)?.toLowerCase() as OptimizerName;
}

const ourNames: Record<string, keyof AllHyperparameters> = {
  lr: 'learningRate',
  eps: 'epsilon',
  lr_decay: 'learningRateDecay',
};

/** How torch computes a step, which is the same step. */
const implementation = ['foreach', 'fused', 'capturable', 'differentiable'];

/** All that was recorded under our names, but for what our optimizer has fixed at that value. */
export function hyperparametersOf(trajectory: Trajectory): Partial<AllHyperparameters> {
  const { betas, ...others } = trajectory.resolved_hyperparameters;
  const camelCase = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const recorded = Object.entries(others)
    .filter(([name]) => !implementation.includes(name))
    .map(([name, value]) => [ourNames[name] ?? camelCase(name), value]);
  const [beta1, beta2] = (betas ?? []) as [number?, number?];
  const { hyperparameters, fixed } = optimizers[optimizerName(trajectory)];
  const all: Record<string, unknown> = {
    ...Object.fromEntries(recorded),
    ...(betas !== undefined && { beta1, beta2 }),
    ...('biasCorrection' in hyperparameters && { biasCorrection: true }), // torch knows no other way
  };
  return Object.fromEntries(Object.entries(all).filter(([name, value]) => fixed[name] !== value));
}

/** The learning rate of step t. */
export function learningRateAt({ resolved_hyperparameters, per_step_extras }: Trajectory, t: number): number {
  return (resolved_hyperparameters['lr'] as number) * (per_step_extras['exp_lr_gamma'] ?? 1) ** (t - 1);
}

/** The steps after which parameters are recorded. */
export const recordedSteps = [1, 2, 3, 5, 10, 20, 50];

/** The parameters after t steps, if they are recorded. */
export function paramsAt({ params }: Path, t: number): number[] | undefined {
  return params[t]?.map(Number);
}

export function start({ problem }: Trajectory): number[] {
  return problems[problem].x0;
}

/** The gradient at x, in the fixture's order of operations; `round` is the arithmetic's rounding. */
export function gradient(
  { problem }: Trajectory,
  x: readonly number[],
  round: (value: number) => number,
): number[] {
  if (problem === 'rosenbrock2d') {
    const [a, b] = x as [number, number];
    const r = round(b - round(a * a));
    const u = round(1 - a);
    return [round(round(-400 * round(a * r)) - round(2 * u)), round(200 * r)];
  }
  const { A, b } = problems.quadratic5d;
  return A.map((row, i) => {
    const product = row
      .map((entry, j) => round(round(entry) * (x[j] as number)))
      .reduce((sum, term) => round(sum + term));
    return round(product - round(b[i] as number));
  });
}
