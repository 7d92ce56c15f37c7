import { AdamTrainError } from '../../errors.js';
import type { LayerWeights } from '../../model/mlp.js';
import type { SavedModel } from '../../model/saved/savedModel.js';
import { shellWord } from '../../text.js';
import type { NamedValues } from '../../training/trainingState.js';
import { checkRunFolder } from '../readRun.js';
import { readCheckpoint } from './readCheckpoint.js';

/**
 * The model that a run predicts with, from its last checkpoint.
 *
 * @param folder a run's folder
 * @throws UsageError if that is no run folder
 * @throws AdamTrainError (exit code 1) if it has no readable checkpoint
 */
export function readSavedModel(folder: string): SavedModel {
  checkRunFolder(folder);
  const checkpoint = readCheckpoint(folder);
  if (checkpoint === undefined) {
    throw new AdamTrainError(
      `${folder} has no checkpoint yet; go on with adam-train resume ${shellWord(folder)}, or let the run end.`,
    );
  }
  const { facts, preparation, state } = checkpoint;
  const weights = facts.predictsWithBest ? state.best.weights : (state.average ?? state.weights);
  return {
    columns: facts.columns,
    cells: facts.cells,
    ...preparation,
    activation: facts.activation,
    layers: Array.from({ length: facts.layers }, (_, i) => layerOf(weights, `layer${i + 1}`)),
  };
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
