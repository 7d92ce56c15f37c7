import * as tf from '@tensorflow/tfjs';
import { AdamTrainError } from '../../errors.js';

/** What tfjs hands to an optimizer. */
export type Gradients = Parameters<tf.Optimizer['applyGradients']>[0];

/** Names and gradients, however they were given; tfjs gives none for a variable that the loss does not depend on. */
export function byName(gradients: Gradients): [string, tf.Tensor | undefined][] {
  return Array.isArray(gradients)
    ? gradients.map(({ name, tensor }) => [name, tensor])
    : Object.entries(gradients);
}

/** @throws AdamTrainError if no living variable has that name */
export function registeredVariable(name: string): tf.Variable {
  const variable = tf.engine().registeredVariables[name];
  if (variable === undefined) {
    throw new AdamTrainError(`A gradient must belong to a living tf.variable, got one named ${name}.`);
  }
  return variable;
}

/** @throws AdamTrainError if the gradient is not one that its variable can step by */
export function checkGradient(name: string, gradient: tf.Tensor | undefined | null): void {
  const variable = registeredVariable(name);
  if (gradient === undefined || gradient === null) return;
  if (!(gradient instanceof tf.Tensor) || !tf.util.arraysEqual(variable.shape, gradient.shape)) {
    const got = gradient instanceof tf.Tensor ? `[${gradient.shape}]` : typeof gradient;
    throw new AdamTrainError(
      `The gradient of ${name} must have the variable's shape [${variable.shape}], got ${got}.`,
    );
  }
  if (variable.dtype !== 'float32') {
    throw new AdamTrainError(
      `A variable must be of type float32 to be trained, got ${variable.dtype} for ${name}; make it of float32 numbers.`,
    );
  }
}
