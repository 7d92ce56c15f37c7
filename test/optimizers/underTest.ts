import { type AllHyperparameters, type OptimizerName, optimizerNames } from '../../src/optimizers/index.js';

type Given = Partial<AllHyperparameters>;

interface Variant {
  given: Given;
  /** The tensors that it keeps of each variable. */
  slots: readonly string[];
}

/** What the tests expect of an optimizer. */
interface Row {
  /** Its default, by torch.optim or by its paper. */
  learningRate: number;
  /** How many trajectories of torch.optim's there are, and the one with all defaults but the learning rate; none where torch.optim lacks it. */
  recorded: { trajectories: number; defaults: string } | undefined;
  /** How a weight decay can act: by the gradient, by shrinking the weights first, or as one chooses. */
  decay: 'L2' | 'decoupled' | 'either';
  /** Hyperparameters by which it steps or keeps something else. */
  variants: readonly [Variant, ...Variant[]];
  /** What finds the minimum at 1 of (x − 1)², from 3. */
  parabola: { given: Given; steps: number };
  /** What finds the minimum at (1, 1) of (1 − x)² + 100·(y − x²)² along its bent valley, from (−1.5, 2). */
  rosenbrock: { given: Given; steps: number };
}

const rows: Record<OptimizerName, Row> = {
  adam: {
    learningRate: 0.001,
    recorded: { trajectories: 36, defaults: 'adam_default_betas' },
    decay: 'either',
    variants: [
      { given: {}, slots: ['m', 'v'] },
      { given: { amsgrad: true, weightDecay: 0.1 }, slots: ['m', 'v', 'vMax'] },
    ],
    parabola: { given: { learningRate: 0.1 }, steps: 150 },
    rosenbrock: { given: { learningRate: 0.01 }, steps: 4000 },
  },
  adamw: {
    learningRate: 0.001,
    recorded: { trajectories: 8, defaults: 'adamw_default_wd0.01' },
    decay: 'decoupled',
    variants: [
      { given: {}, slots: ['m', 'v'] },
      { given: { amsgrad: true }, slots: ['m', 'v', 'vMax'] },
    ],
    parabola: { given: { learningRate: 0.1, weightDecay: 1e-4 }, steps: 150 },
    rosenbrock: { given: { learningRate: 0.01, weightDecay: 1e-5 }, steps: 4000 },
  },
  nadam: {
    learningRate: 0.002,
    recorded: { trajectories: 8, defaults: 'nadam_default' },
    decay: 'either',
    variants: [{ given: { decoupledWeightDecay: true, weightDecay: 0.1 }, slots: ['m', 'v'] }],
    parabola: { given: { learningRate: 0.1 }, steps: 150 },
    rosenbrock: { given: { learningRate: 0.003 }, steps: 7000 },
  },
  radam: {
    learningRate: 0.001,
    recorded: { trajectories: 6, defaults: 'radam_default' },
    decay: 'either',
    variants: [{ given: {}, slots: ['m', 'v'] }],
    parabola: { given: { learningRate: 0.1 }, steps: 150 },
    rosenbrock: { given: { learningRate: 0.01 }, steps: 7500 },
  },
  adamax: {
    learningRate: 0.002,
    recorded: { trajectories: 4, defaults: 'adamax_default' },
    decay: 'L2',
    variants: [{ given: {}, slots: ['m', 'u'] }],
    parabola: { given: { learningRate: 0.1 }, steps: 150 },
    rosenbrock: { given: { learningRate: 0.1 }, steps: 3000 },
  },
  rmsprop: {
    learningRate: 0.01,
    recorded: { trajectories: 10, defaults: 'rmsprop_plain' },
    decay: 'L2',
    variants: [
      { given: {}, slots: ['v'] },
      { given: { centered: true, momentum: 0.9 }, slots: ['v', 'gMean', 'b'] },
    ],
    parabola: { given: { learningRate: 0.01, momentum: 0.5 }, steps: 200 },
    rosenbrock: { given: { learningRate: 0.003, momentum: 0.9 }, steps: 1500 },
  },
  adagrad: {
    learningRate: 0.01,
    recorded: { trajectories: 8, defaults: 'adagrad_default' },
    decay: 'L2',
    variants: [{ given: { initialAccumulatorValue: 0.1, learningRateDecay: 0.01 }, slots: ['G'] }],
    parabola: { given: { learningRate: 1 }, steps: 50 },
    rosenbrock: { given: { learningRate: 1 }, steps: 10_000 },
  },
  adadelta: {
    learningRate: 1,
    recorded: { trajectories: 6, defaults: 'adadelta_default_lr1' },
    decay: 'L2',
    variants: [{ given: { learningRate: 1 }, slots: ['v', 'u'] }],
    parabola: { given: { learningRate: 10 }, steps: 200 },
    rosenbrock: { given: { learningRate: 0.03 }, steps: 12_500 },
  },
  sgd: {
    learningRate: 0.001,
    recorded: { trajectories: 14, defaults: 'sgd_lr1e-2' },
    decay: 'L2',
    variants: [
      { given: { maximize: true }, slots: [] },
      { given: { momentum: 0.9, dampening: 0.1 }, slots: ['b'] },
      { given: { momentum: 0.9, nesterov: true, weightDecay: 0.1 }, slots: ['b'] },
    ],
    parabola: { given: { learningRate: 0.1 }, steps: 50 },
    rosenbrock: { given: { learningRate: 0.001, momentum: 0.9 }, steps: 1500 },
  },
  lion: {
    learningRate: 1e-4,
    recorded: undefined,
    decay: 'decoupled',
    variants: [{ given: { weightDecay: 0.1 }, slots: ['m'] }],
    parabola: { given: { learningRate: 0.01 }, steps: 600 },
    rosenbrock: { given: { learningRate: 0.001 }, steps: 6000 },
  },
};

/** Every optimizer with what the tests expect of it. */
export const underTest = optimizerNames.map((name) => ({ name, ...rows[name] }));

/** Every variant with its optimizer's name. */
export const variants = underTest.flatMap(({ name, variants }) =>
  variants.map((variant) => ({ name, ...variant })),
);

/** A variant of each optimizer, the first of those that keep most. */
export const fullestVariants = underTest.map(({ name, variants: [first, ...others] }) => ({
  name,
  ...others.reduce((fullest, other) => (other.slots.length > fullest.slots.length ? other : fullest), first),
}));
