import type { LayerWeights } from '../model/mlp.js';
import type { NamedValues, TrainingState } from './trainingState.js';

/**
 * The layers that a training predicts with: the best epoch's or the last one's, of the weights' average if there is one.
 *
 * @param options `layers`: how many, the output layer among them
 */
export function layersOf(
  { best, average, weights }: Pick<TrainingState, 'best' | 'average' | 'weights'>,
  { predictsWithBest, layers }: { predictsWithBest: boolean; layers: number },
): LayerWeights[] {
  const values = predictsWithBest ? best.weights : (average ?? weights);
  return Array.from({ length: layers }, (_, i) => layerOf(values, `layer${i + 1}`));
}

function layerOf(weights: readonly NamedValues[], name: string): LayerWeights {
  const find = (part: string) => weights.find((entry) => entry.name === `${name}.${part}`) as NamedValues;
  const weight = find('weight');
  const [inputs, outputs] = weight.shape as [number, number];
  return {
    inputs,
    outputs,
    weight: weight.values as Float32Array,
    bias: find('bias').values as Float32Array,
  };
}
