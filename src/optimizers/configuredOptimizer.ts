import type * as tf from '@tensorflow/tfjs';
import type { Hyperparameters, OptimizerName } from '../config/optimizerTable.js';
import { checkOption, resolveOptimizer } from '../config/resolveOptimizer.js';
import { NamedStateOptimizer } from './namedStateOptimizer.js';

/** The family's optimizers: their options from the one table, and a learning rate that may change between steps. */
export abstract class ConfiguredOptimizer<
  Name extends OptimizerName,
  State extends object,
> extends NamedStateOptimizer<State> {
  protected readonly options: Hyperparameters<Name>;

  /** The update rule: the parameter and its state after step `t`, counted from 1. */
  protected abstract readonly rule: (
    theta: tf.Tensor,
    g: tf.Tensor,
    state: State,
    t: number,
    options: Hyperparameters<Name>,
  ) => { theta: tf.Tensor; state: State };

  /** @throws UsageError if the optimizer does not have one of the options, or its value is outside its range */
  constructor(
    private readonly optimizerName: Name,
    options: Partial<Hyperparameters<Name>>,
  ) {
    super();
    this.options = resolveOptimizer(optimizerName, options);
  }

  /** α, the step size that the next step takes. */
  get learningRate(): number {
    return this.options.learningRate;
  }

  /** @throws UsageError if the value is not a finite number >= 0 */
  set learningRate(value: number) {
    checkOption(this.optimizerName, 'learningRate', value);
    this.options.learningRate = value;
  }

  protected override step(theta: tf.Tensor, g: tf.Tensor, state: State, t: number) {
    return this.rule(theta, g, state, t, this.options);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...this.options };
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    // tfjs puts this beside our options where it knows classes of its user's; what else is no option is refused.
    const { customObjects: _, ...options } = config;
    return new cls(options);
  }
}
