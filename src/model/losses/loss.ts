import type * as tf from '@tensorflow/tfjs';

/** What training makes small. The losses' files load without tfjs: they call the tensors' own methods. */
export interface Loss {
  /** What a reader calls it: mean squared error. */
  title: string;
  /**
   * The mean over the rows, in the units that the model sees.
   *
   * @param predicted [rows, 1]
   * @param actual [rows, 1]
   */
  value(predicted: tf.Tensor2D, actual: tf.Tensor2D): tf.Scalar;
  /** A kernel of inputs `predicted` and `actual` that gives the same at once, on the backends that have it. */
  kernel?: string;
  /**
   * A value of the loss in the target's own units, in which it is reported.
   *
   * @param scale how many of these units are one that the model sees
   */
  inTargetUnits(value: number, scale: number): number;
}
