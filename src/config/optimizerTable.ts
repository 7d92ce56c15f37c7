/** Every option that an optimizer may have, as the flags, config.json and the classes name it. */
export interface OptimizerOptions {
  /** α, the step size: >= 0. */
  learningRate: number;
  /** β1, how much of the mean gradient is kept at each step: in [0, 1). */
  beta1: number;
  /** β2, how much of the mean squared gradient (Adamax: of the largest) is kept at each step: in [0, 1). */
  beta2: number;
  /** ε, added to the denominator so that nothing is divided by zero: >= 0. */
  epsilon: number;
  /** λ, how strongly the weights are pulled to zero: >= 0. */
  weightDecay: number;
  /** Shrink the weights directly (AdamW) instead of adding λθ to the gradient (L2). */
  decoupledWeightDecay: boolean;
  /** Divide by the largest v so far instead of the present one (AMSGrad). */
  amsgrad: boolean;
  /** Divide m and v by 1 − βᵗ, as Algorithm 1 does; off, the first steps are what they are. */
  biasCorrection: boolean;
  /** Climb instead of descend. */
  maximize: boolean;
  /** μ, how much of the velocity is kept at each step: >= 0. */
  momentum: number;
  /** τ, the part of each gradient but the first that is kept out of the velocity: any finite number. */
  dampening: number;
  /** Step by the velocity as it will be (Nesterov); needs momentum and no dampening. */
  nesterov: boolean;
  /** α of RMSprop's paper, how much of the mean squared gradient is kept at each step: >= 0. */
  alpha: number;
  /** Divide by the gradient's standard deviation instead of its root mean square. */
  centered: boolean;
  /** ρ, how much of Adadelta's two means is kept at each step: in [0, 1]. */
  rho: number;
  /** ψ, how fast NAdam's momentum grows from β1/2 to β1: >= 0. */
  momentumDecay: number;
  /** What Adagrad's sum of squared gradients begins at: >= 0. */
  initialAccumulatorValue: number;
  /** η, Adagrad's learning rate is divided by 1 + (t − 1)·η: >= 0. */
  learningRateDecay: number;
}

export type OptimizerOptionName = keyof OptimizerOptions;

/** The optimizers, by the names that flags and config.json use. */
export const optimizerNames = [
  'adam',
  'adamw',
  'nadam',
  'radam',
  'adamax',
  'rmsprop',
  'adagrad',
  'adadelta',
  'sgd',
] as const;
export type OptimizerName = (typeof optimizerNames)[number];

interface OptimizerEntry {
  /** The name as its paper and PyTorch write it. */
  title: string;
  /** The options that it has, with PyTorch's defaults. */
  options: Partial<OptimizerOptions> & Pick<OptimizerOptions, 'learningRate'>;
}

const betas = { beta1: 0.9, beta2: 0.999 };
const shared = { weightDecay: 0, maximize: false };

/** The one place that says which optimizer has which options, and their defaults, which are those of torch.optim 2.15. */
export const optimizerTable = {
  adam: {
    title: 'Adam',
    options: {
      learningRate: 0.001,
      ...betas,
      epsilon: 1e-8,
      ...shared,
      decoupledWeightDecay: false,
      amsgrad: false,
      biasCorrection: true,
    },
  },
  adamw: {
    title: 'AdamW',
    options: {
      learningRate: 0.001,
      ...betas,
      epsilon: 1e-8,
      ...shared,
      weightDecay: 0.01,
      amsgrad: false,
      biasCorrection: true,
    },
  },
  nadam: {
    title: 'NAdam',
    options: {
      learningRate: 0.002,
      ...betas,
      epsilon: 1e-8,
      momentumDecay: 0.004,
      ...shared,
      decoupledWeightDecay: false,
    },
  },
  radam: {
    title: 'RAdam',
    options: { learningRate: 0.001, ...betas, epsilon: 1e-8, ...shared, decoupledWeightDecay: false },
  },
  adamax: {
    title: 'Adamax',
    options: { learningRate: 0.002, ...betas, epsilon: 1e-8, ...shared },
  },
  rmsprop: {
    title: 'RMSprop',
    options: { learningRate: 0.01, alpha: 0.99, epsilon: 1e-8, momentum: 0, centered: false, ...shared },
  },
  adagrad: {
    title: 'Adagrad',
    options: {
      learningRate: 0.01,
      learningRateDecay: 0,
      initialAccumulatorValue: 0,
      epsilon: 1e-10,
      ...shared,
    },
  },
  adadelta: {
    title: 'Adadelta',
    options: { learningRate: 1, rho: 0.9, epsilon: 1e-6, ...shared },
  },
  sgd: {
    title: 'SGD',
    options: { learningRate: 0.001, momentum: 0, dampening: 0, nesterov: false, ...shared },
  },
} satisfies Record<OptimizerName, OptimizerEntry>;

/** The options of one optimizer, every one of them given. */
export type Hyperparameters<Name extends OptimizerName> = Pick<
  OptimizerOptions,
  keyof (typeof optimizerTable)[Name]['options'] & OptimizerOptionName
>;

/** The options that an optimizer has, in the table's order. */
export function optionNamesOf(name: OptimizerName): OptimizerOptionName[] {
  return Object.keys(optimizerTable[name].options) as OptimizerOptionName[];
}

/** The titles of the optimizers that have an option, in the table's order; none if nobody has it. */
export function ownersOf(option: string): string[] {
  return optimizerNames.filter((name) => Object.hasOwn(optimizerTable[name].options, option)).map(titleOf);
}

function titleOf(name: OptimizerName): string {
  return optimizerTable[name].title;
}
