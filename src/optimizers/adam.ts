import * as tf from '@tensorflow/tfjs';
import { adamDefaults } from '../config/adamDefaults.js';
import { UsageError } from '../errors.js';
import { adamStepKernel, hasAdamStep } from '../kernels/adamKernel.js';
import { type AdamHyperparameters, adamRule } from './adamRule.js';
import { NamedStateOptimizer, type Slots } from './namedStateOptimizer.js';

type Slot = 'm' | 'v' | 'vMax';

/**
 * Adam for tfjs with torch.optim.Adam's options, defaults and numbers.
 *
 *     const optimizer = new Adam({ learningRate: 0.01, weightDecay: 0.1, decoupledWeightDecay: true });
 *     optimizer.minimize(() => loss());           // or model.compile({ optimizer, loss })
 *     optimizer.learningRate = 0.001;             // may change between steps
 *
 * The update itself is `adamRule`.
 */
export class Adam extends NamedStateOptimizer<Slot> {
  /** The name that a saved model's training configuration carries; tfjs rewrites names with underscores. */
  static readonly className = 'AdamTrainAdam';

  private readonly options: AdamHyperparameters;
  protected override readonly slotNames: readonly Slot[];

  /** @throws UsageError if an option is outside its range */
  constructor(options: Partial<AdamHyperparameters> = {}) {
    super();
    this.options = { ...adamDefaults, ...options };
    checkRanges(this.options);
    this.slotNames = this.options.amsgrad ? ['m', 'v', 'vMax'] : ['m', 'v'];
  }

  /** α, the step size that the next step takes. */
  get learningRate(): number {
    return this.options.learningRate;
  }

  set learningRate(value: number) {
    checkRanges({ ...this.options, learningRate: value });
    this.options.learningRate = value;
  }

  protected override step(theta: tf.Tensor, gradient: tf.Tensor, slots: Slots<Slot>, t: number) {
    const rule = hasAdamStep() ? adamStepKernel : adamRule<tf.Tensor>;
    const next = rule(theta, gradient, slots, t, this.options);
    return { theta: next.theta, slots: next.state as Slots<Slot> };
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...this.options };
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    // tfjs puts entries of its own beside ours.
    const known = Object.entries(config).filter(([name]) => name in adamDefaults);
    return new cls(Object.fromEntries(known));
  }
}

tf.serialization.registerClass(Adam);

function checkRanges(options: AdamHyperparameters): void {
  for (const name of ['beta1', 'beta2'] as const) {
    const value = options[name];
    if (!(value >= 0 && value < 1)) {
      throw new UsageError(`${name} must be in [0, 1), got ${value}. The default is ${adamDefaults[name]}.`);
    }
  }
  for (const name of ['learningRate', 'epsilon', 'weightDecay'] as const) {
    const value = options[name];
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw new UsageError(
        `${name} must be a finite number >= 0, got ${value}. The default is ${adamDefaults[name]}.`,
      );
    }
  }
}
