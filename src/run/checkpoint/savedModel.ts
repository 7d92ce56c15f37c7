import { AdamTrainError } from '../../errors.js';
import type { SavedModel } from '../../model/saved/savedModel.js';
import { shellWord } from '../../text.js';
import { layersOf } from '../../training/trainedLayers.js';
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
  return {
    columns: facts.columns,
    cells: facts.cells,
    ...preparation,
    activation: facts.activation,
    layers: layersOf(state, facts),
  };
}
