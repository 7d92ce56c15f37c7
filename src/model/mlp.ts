import * as tf from '@tensorflow/tfjs';
import { hasMlpLoss, mlpLoss } from '../kernels/mlp.js';
import { areFinite } from '../kernels/reductions.js';
import { dense } from './dense.js';
import { Held } from './held.js';
import type { LinearWeights } from './initialWeights.js';
import type { Loss } from './losses/loss.js';
import { lossValue } from './losses/lossValue.js';
import type { ActivationName } from './settings.js';

/** A layer's weights in tfjs's layout. */
export interface LayerWeights {
  inputs: number;
  outputs: number;
  /** [inputs, outputs], row by row */
  weight: Float32Array;
  /** [outputs] */
  bias: Float32Array;
}

interface Layer {
  /** [inputs, outputs]: torch's weight, transposed */
  weight: tf.Variable;
  /** [outputs] */
  bias: tf.Variable;
}

/** What stands between a hidden layer, of this number from 0, and the next. */
export type AfterHidden = (h: tf.Tensor2D, layer: number) => tf.Tensor2D;

/** A multi-layer perceptron on tfjs variables, named layer1.weight, layer1.bias, layer2.weight … */
export class Mlp {
  private readonly layers: readonly Layer[];
  private readonly held = new Held();
  /** Layer by layer, weight before bias. */
  readonly variables: tf.Variable[];

  /**
   * @param weights each layer's initial weights, the output layer last
   * @throws Error if they do not fit together, or a model of as many layers lives; then nothing is left of this one
   */
  constructor(
    weights: readonly LinearWeights[],
    private readonly activation: ActivationName,
  ) {
    try {
      this.layers = weights.map((layer, index) => createLayer(layer, `layer${index + 1}`, this.held));
    } catch (error) {
      this.held.dispose();
      throw error;
    }
    this.variables = this.layers.flatMap(({ weight, bias }) => [weight, bias]);
  }

  /** A perceptron with the weights of a saved one. */
  static fromLayers(layers: readonly LayerWeights[], activation: ActivationName): Mlp {
    return new Mlp(layers.map(toTorchLayout), activation);
  }

  /**
   * The forward pass; the last layer is linear.
   *
   * @param x [rows, features]
   * @param afterHidden what each hidden layer's outputs go through, [rows, units]
   * @returns [rows, targets]
   */
  predict(x: tf.Tensor2D, afterHidden: AfterHidden = (h) => h): tf.Tensor2D {
    return tf.tidy(() => {
      let h = x; // [rows, units]
      this.layers.forEach(({ weight, bias }, index) => {
        const isHidden = index < this.layers.length - 1;
        const y = dense(h, weight as tf.Tensor2D, bias, isHidden ? this.activation : 'linear');
        h = isHidden ? afterHidden(y, index) : y;
      });
      return h;
    });
  }

  /**
   * A loss on rows, as a tensor of which gradients can be taken; in one op, where the backend has that.
   *
   * @param x [rows, features]
   * @param y [rows, targets]
   * @param afterHidden as in `predict`; with it the layers are ops of their own
   */
  loss(loss: Loss, x: tf.Tensor2D, y: tf.Tensor2D, afterHidden?: AfterHidden): tf.Scalar {
    if (loss.kernel === undefined || afterHidden !== undefined || !hasMlpLoss()) {
      return lossValue(loss, this.predict(x, afterHidden), y);
    }
    return mlpLoss({ parameters: this.variables, activation: this.activation }, x, y, loss.kernel);
  }

  /**
   * Whether every weight is a finite number. The loss alone does not tell: a backend's relu may give 0 for NaN (tfjs's own on
   * wasm does), and so hide a weight that is lost.
   */
  hasFiniteWeights(): boolean {
    return this.variables.every(areFinite);
  }

  dispose(): void {
    this.held.dispose();
  }
}

function createLayer(weights: LinearWeights, name: string, held: Held): Layer {
  const { inputs, outputs } = weights;
  const variable = (value: tf.Tensor, part: string) => held.hold(tf.variable(value, true, `${name}.${part}`));
  return tf.tidy(() => ({
    weight: variable(tf.tensor2d(weights.weight, [outputs, inputs]).transpose(), 'weight'),
    bias: variable(tf.tensor1d(weights.bias, 'float32').reshape([outputs]), 'bias'),
  }));
}

function toTorchLayout({ inputs, outputs, weight, bias }: LayerWeights): LinearWeights {
  const transposed = new Float32Array(weight.length);
  for (let i = 0; i < weight.length; i++) {
    transposed[(i % outputs) * inputs + Math.floor(i / outputs)] = weight[i] as number;
  }
  return { inputs, outputs, weight: transposed, bias };
}
