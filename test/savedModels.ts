import type { FeatureColumn } from '../src/data/columns.js';
import type { SavedModel } from '../src/model/saved/savedModel.js';
import type { ActivationName } from '../src/model/settings.js';
import { someValues } from './kernels/engines.js';

/** Columns that lose most in float32: means of 0, 1000 and 1000 negative deviations, large and small units, a constant. */
const numbers = [
  { name: 'plain', mean: 0, scale: 1 },
  { name: 'far', mean: 1000, scale: 1 },
  { name: 'odd', mean: 1234.5678, scale: 1.2345678 },
  { name: 'low', mean: -1e6, scale: 1e3 },
  { name: 'tiny', mean: 3e-22, scale: 3e-25 },
  { name: 'huge', mean: 1e27, scale: 1e24 },
  { name: 'constant', mean: 77.7, scale: 1 },
];
const categories = ['a', 'b', 'c'];

/** A model with random weights over columns of every kind: 10 features. */
export function randomModel(
  activation: ActivationName,
  target = { mean: 0, scale: 1 },
  hidden = [16, 8],
): SavedModel {
  const features: FeatureColumn[] = [
    ...numbers.map(({ name }) => ({ name, kind: 'number' as const })),
    { name: 'kind', kind: 'category', categories },
  ];
  const sizes = [numbers.length + categories.length, ...hidden, 1];
  const shares = [0.5, 0.3, 0.2];
  return {
    columns: { features, targets: ['price'] },
    scaler: {
      mean: Float64Array.from([...numbers.map(({ mean }) => mean), ...shares]),
      scale: Float64Array.from([
        ...numbers.map(({ scale }) => scale),
        ...shares.map((share) => Math.sqrt(share * (1 - share))),
      ]),
    },
    targets: [target],
    activation,
    layers: sizes.slice(1).map((outputs, layer) => {
      const inputs = sizes[layer] as number;
      return {
        inputs,
        outputs,
        weight: someValues([inputs, outputs], 10 + layer).values.map(
          (value) => value * Math.sqrt(3 / inputs),
        ),
        bias: someValues([outputs], 20 + layer).values,
      };
    }),
  };
}

/** Raw rows as such a model was trained on, which float32 holds too: [rows, 10] */
export function randomRows(rows: number) {
  const columns = numbers.length + categories.length;
  const values = Float64Array.from(someValues([rows, columns], 30).values);
  values.forEach((value, i) => {
    const column = i % columns;
    const number = numbers[column];
    if (number === undefined) {
      values[i] = Math.floor(i / columns) % categories.length === column - numbers.length ? 1 : 0;
    } else {
      values[i] = Math.fround(
        number.name === 'constant' ? number.mean : number.mean + number.scale * Math.sqrt(3) * value,
      );
    }
  });
  return { rows, columns, values };
}

const activations: Record<ActivationName, (x: number) => number> = {
  relu: (x) => Math.max(0, x),
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  elu: (x) => (x >= 0 ? x : Math.expm1(x)),
};

/** What the model says of raw rows, in float64. */
export function predictInDoubles(model: SavedModel, values: ArrayLike<number>): number[] {
  const { scaler, layers, targets } = model;
  const [target = { mean: 0, scale: 1 }] = targets;
  const columns = scaler.mean.length;
  return Array.from({ length: values.length / columns }, (_, row) => {
    let h = Array.from(scaler.mean, (mean, column) => {
      const value = values[row * columns + column] as number;
      return (value - mean) / (scaler.scale[column] as number);
    });
    layers.forEach(({ outputs, weight, bias }, layer) => {
      h = Array.from(bias, (b, unit) => {
        const z = h.reduce((sum, value, i) => sum + value * (weight[i * outputs + unit] as number), b);
        return layer < layers.length - 1 ? activations[model.activation](z) : z;
      });
    });
    return (h[0] as number) * target.scale + target.mean;
  });
}

/** The largest difference, in standard deviations of what is expected. */
export function largestError(actual: ArrayLike<number>, expected: readonly number[]): number {
  const mean = expected.reduce((sum, value) => sum + value) / expected.length;
  const variance = expected.reduce((sum, value) => sum + (value - mean) ** 2, 0) / expected.length;
  const errors = expected.map((value, i) => Math.abs((actual[i] as number) - value));
  // Math.max passes NaN on.
  return Math.max(...errors) / Math.sqrt(variance);
}
