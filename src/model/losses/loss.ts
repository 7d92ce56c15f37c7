import type * as tf from '@tensorflow/tfjs';
import type { LossAttributes } from '../../kernels/lossArithmetic.js';
import type { Range } from '../../settings/range.js';

/** How a loss is computed. The losses' files load without tfjs: they call the tensors' own methods. */
interface LossOps {
  /**
   * The mean over all elements, in the units that the model sees, by ops that tfjs has a gradient of.
   *
   * @param predicted [rows, outputs]
   * @param actual [rows, outputs]
   */
  value(predicted: tf.Tensor2D, actual: tf.Tensor2D): tf.Scalar;
  /** The kernel that gives the same at once, on the backends that have it. */
  kernel?: LossAttributes;
}

/** What training makes small. */
export interface Loss extends LossOps {
  /** The unit in which it is reported: the target's, or its square. */
  unit: LossUnit;
}

type LossUnit = 'target' | 'target squared';

/** A loss's parameter, in the units that the model sees. */
interface LossParameter<Key extends string = string> {
  /** The key that config.json has. */
  key: Key;
  flag: `--${string}`;
  help: string;
  range: Range<number>;
  default: number;
}

type Parameters = Readonly<Record<string, LossParameter>>;

/** A loss by its name. */
export interface LossDefinition<Name extends string = string, Own extends Parameters = Parameters> {
  /** As `--loss` has it. */
  name: Name;
  /** torch.nn's class, where it has the loss. */
  torchName?: string;
  /** What a reader calls it: mean squared error. */
  title: string;
  unit: LossUnit;
  parameters: Own;
  create(values: { [Parameter in keyof Own]: number }): LossOps;
}

/** Declares a loss; its types are those of what is written. */
export function defineLoss<const Name extends string, const Own extends Parameters>(
  definition: LossDefinition<Name, Own>,
): LossDefinition<Name, Own> {
  return definition;
}

/**
 * A value of the loss in the unit in which it is reported.
 *
 * @param scale how many of the target's units are one that the model sees
 */
export function inReportedUnit({ unit }: Pick<Loss, 'unit'>, value: number, scale: number): number {
  return (unit === 'target' ? scale : scale ** 2) * value;
}
