import { fixture } from '../goldens.js';

/** 50 steps of a torch.optim optimizer on a function of a few variables; `params[t]` is after t steps. */
export interface Trajectory {
  id: string;
  problem: 'rosenbrock2d' | 'quadratic5d';
  optimizer: string;
  resolved_hyperparameters: {
    lr: number;
    betas: [number, number];
    eps: number;
    weight_decay: number;
    amsgrad: boolean;
    maximize: boolean;
    decoupled_weight_decay: boolean;
  };
  per_step_extras: Record<string, number>;
  float32: { params: Record<string, number[]> };
  float64: { params: Record<string, number[]> };
  f32_vs_f64_rel_dev_at_50: number;
}

interface Trajectories {
  problems: {
    rosenbrock2d: { x0: number[] };
    quadratic5d: { x0: number[]; A: number[][]; b: number[] };
  };
  cases: Trajectory[];
}

const { problems, cases } = fixture<Trajectories>('optimizers.json');

/** Adam's and AdamW's trajectories without clipping or schedules. */
export const adamTrajectories = cases.filter(
  ({ optimizer, per_step_extras }) =>
    ['torch.optim.Adam', 'torch.optim.AdamW'].includes(optimizer) &&
    Object.keys(per_step_extras).length === 0,
);

export function hyperparameters({ resolved_hyperparameters: p }: Trajectory) {
  return {
    learningRate: p.lr,
    beta1: p.betas[0],
    beta2: p.betas[1],
    epsilon: p.eps,
    weightDecay: p.weight_decay,
    decoupledWeightDecay: p.decoupled_weight_decay,
    amsgrad: p.amsgrad,
    maximize: p.maximize,
  };
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
