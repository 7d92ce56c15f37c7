import { UsageError } from '../../errors.js';
import { formatText } from '../../format.js';

/** A variable of the model: `layer1.weight` is [inputs, outputs], `layer1.bias` [outputs]. */
export interface NamedShape {
  name: string;
  shape: readonly number[];
}

/** A single weight or bias, and how the user names it. */
export interface NamedParameter {
  name: string;
  /** Its place in the variable's values, row by row. */
  index: number;
  /** `layer1.weight[3,7]` */
  text: string;
  /** `the weight from input 3 to unit 7 of layer 1` */
  words: string;
}

/**
 * The variables of a perceptron in the model's order.
 *
 * @param units of each layer, the features first and the one output last
 */
export function parameterShapes(units: readonly number[]): NamedShape[] {
  return units.slice(1).flatMap((outputs, i) => [
    { name: `layer${i + 1}.weight`, shape: [units[i] as number, outputs] },
    { name: `layer${i + 1}.bias`, shape: [outputs] },
  ]);
}

/**
 * Finds the parameter that a text such as `layer1.weight[3,7]` names: indices from 0, input before output.
 *
 * @throws UsageError that lists the names and shapes, if there is no such parameter
 */
export function parseParameter(text: string, shapes: readonly NamedShape[]): NamedParameter {
  const [, name, list = ''] = /^\s*([\w.]+)\s*\[([\d\s,]+)\]\s*$/.exec(text) ?? [];
  const indices = list.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const variable = shapes.find((candidate) => candidate.name === name);
  const isInside =
    variable !== undefined &&
    indices.length === variable.shape.length &&
    indices.every((index, axis) => index < (variable.shape[axis] as number));
  if (!isInside) {
    const known = shapes.map(({ name: each, shape }) => `${each} [${shape.join(',')}]`).join(', ');
    throw new UsageError(
      `--parameter must be a name and its indices from 0, weights as [input,output], got ${formatText(text)}; the names and their shapes are ${known}.`,
    );
  }
  const [, outputs = 1] = variable.shape;
  const [first = 0, second] = indices;
  return describeParameter(variable, second === undefined ? first : first * outputs + second);
}

/** Names the parameter at a place of a variable's values. */
export function describeParameter({ name, shape }: NamedShape, index: number): NamedParameter {
  const layer = /\d+/.exec(name)?.[0] ?? '';
  const [, outputs] = shape;
  if (outputs === undefined) {
    return { name, index, text: `${name}[${index}]`, words: `the bias of unit ${index} of layer ${layer}` };
  }
  const [input, output] = [Math.floor(index / outputs), index % outputs];
  const words = `the weight from input ${input} to unit ${output} of layer ${layer}`;
  return { name, index, text: `${name}[${input},${output}]`, words };
}
