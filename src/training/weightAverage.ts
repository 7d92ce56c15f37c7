import * as tf from '@tensorflow/tfjs';
import type { Mlp } from '../model/mlp.js';
import { type NamedValues, readWeights, writeWeights } from './trainingState.js';

/**
 * The exponential moving average of a model's weights: after the first step the weights themselves, from then on
 *
 *     w̄ ← w̄ + (1 − decay)·(w − w̄)
 *
 * @see torch.optim.swa_utils.get_ema_multi_avg_fn; Polyak & Juditsky (1992)
 */
export class WeightAverage {
  private average: tf.Variable[] | undefined;

  constructor(
    private readonly model: Mlp,
    private readonly decay: number,
  ) {}

  /** Takes the weights in after a step. */
  update(): void {
    const { variables } = this.model;
    if (this.average === undefined) {
      // One by one, so that `dispose` frees what there is if there is no memory for all.
      this.average = [];
      for (const variable of variables) {
        this.average.push(tf.tidy(() => tf.variable(variable.clone(), false)));
      }
      return;
    }
    this.average.forEach((average, i) => {
      tf.tidy(() => {
        const weight = variables[i] as tf.Variable;
        average.assign(average.add(weight.sub(average).mul(1 - this.decay)));
      });
    });
  }

  /** Does something with the averaged weights in the model's place. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    const takeOut = this.putIn();
    try {
      return await work();
    } finally {
      takeOut();
    }
  }

  /** Puts the averaged weights in the model's place; gives what puts its own back. */
  private putIn(): () => void {
    if (this.average === undefined) return () => {};
    const { average } = this;
    const { variables } = this.model;
    const own = variables.map((variable) => variable.clone());
    const put = (weights: readonly tf.Tensor[]) =>
      tf.tidy(() =>
        variables.forEach((variable, i) => void variable.assign((weights[i] as tf.Tensor).clone())),
      );
    put(average);
    return () => {
      put(own);
      tf.dispose(own);
    };
  }

  /** The averaged weights as plain values, under the model's names. */
  read(): NamedValues[] {
    const takeOut = this.putIn();
    try {
      return readWeights(this.model);
    } finally {
      takeOut();
    }
  }

  /** Takes up values that were read before. */
  write(values: readonly NamedValues[]): void {
    const own = readWeights(this.model);
    writeWeights(this.model, values);
    this.dispose();
    this.update();
    writeWeights(this.model, own);
  }

  dispose(): void {
    tf.dispose(this.average ?? []);
    this.average = undefined;
  }
}
