import { TorchGenerator } from '../random/torchGenerator.js';
import { checkArgument } from '../settings/arguments.js';
import { positiveWhole } from '../settings/numbers.js';
import { atOnce, type Work } from '../turns.js';

/** One linear layer's weights in torch's layout. */
export interface LinearWeights {
  inputs: number;
  outputs: number;
  /** [outputs, inputs], row by row */
  weight: Float32Array;
  /** [outputs] */
  bias: Float32Array;
}

/**
 * The weights that `torch.nn.Linear` layers of these sizes begin with, drawn layer by layer.
 *
 * @param generator gives the draws, and is as far afterwards
 * @param sizes units of each layer, inputs first: [10, 64, 64, 1] gives three layers
 * @throws UsageError for another generator, or sizes that are no list of two whole numbers >= 1 or more
 * @see torch/nn/modules/linear.py (reset_parameters) and He et al. (2015), equation 15, with a = √5
 * @example
 * import { drawInitialWeights, TorchGenerator } from 'adam-train';
 *
 * const [hidden] = drawInitialWeights(new TorchGenerator(42), [10, 64, 1]);
 * const { inputs, outputs, weight, bias } = hidden;
 */
export function drawInitialWeights(generator: TorchGenerator, sizes: readonly number[]): LinearWeights[] {
  checkArgument('generator', generator, {
    words: 'a TorchGenerator',
    holds: (value) => value instanceof TorchGenerator,
  });
  checkArgument('sizes', sizes, {
    words: 'a list of two whole numbers >= 1 or more',
    holds: (value) => Array.isArray(value) && value.length >= 2 && value.every(positiveWhole.holds),
  });
  return atOnce(drawingInitialWeights(generator, sizes));
}

/** The work of `drawInitialWeights`, to be done in turns. */
export function* drawingInitialWeights(
  generator: TorchGenerator,
  sizes: readonly number[],
): Work<LinearWeights[]> {
  const layers: LinearWeights[] = [];
  for (const [layer, outputs] of sizes.slice(1).entries()) {
    const inputs = sizes[layer] as number;
    // torch computes the weight's bound by way of a gain, in doubles; it is 1/√inputs up to rounding.
    const gain = Math.sqrt(2 / (1 + Math.sqrt(5) ** 2));
    const weightBound = Math.sqrt(3) * (gain / Math.sqrt(inputs));
    const biasBound = 1 / Math.sqrt(inputs);
    layers.push({
      inputs,
      outputs,
      weight: yield* generator.drawUniform(outputs * inputs, -weightBound, weightBound),
      bias: generator.uniform(outputs, -biasBound, biasBound),
    });
  }
  return layers;
}
