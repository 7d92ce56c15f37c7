import { join } from 'node:path';
import { AdamTrainError, UsageError } from '../../errors.js';
import type { SavedModel } from '../../model/saved/savedModel.js';
import { shellWord } from '../../text.js';
import { layersOf } from '../../training/trainedLayers.js';
import { checkRunFolder, readRun } from '../readRun.js';
import { configFileName, isSweepFolder } from '../runFolder.js';
import { readCheckpoint } from './readCheckpoint.js';

/**
 * The model that a run predicts with, from its last checkpoint.
 *
 * @param folder a run's folder
 * @throws UsageError if that is no run folder, or its run has diverged and so has no checkpoint
 * @throws AdamTrainError (exit code 1) if it has no readable checkpoint
 */
export function readSavedModel(folder: string): SavedModel {
  checkRunFolder(folder);
  const checkpoint = readCheckpoint(folder);
  if (checkpoint === undefined) {
    throw lacksCheckpoint(folder);
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

function lacksCheckpoint(folder: string): AdamTrainError {
  const { summary } = readRun(folder);
  if (summary?.status === 'diverged') {
    return new UsageError(
      `A run to predict with must be sound, and ${folder} diverged in epoch ${summary.epochs}; train anew, with a smaller --lr.`,
    );
  }
  if (summary !== undefined && isSweepFolder(join(folder, '..'))) {
    return new AdamTrainError(
      `${folder} has no checkpoint: the sweep kept those of its best trials alone (--keep); name one of these, or train it anew with adam-train train --config ${shellWord(join(folder, configFileName))}.`,
    );
  }
  return new AdamTrainError(
    `${folder} has no checkpoint yet; go on with adam-train resume ${shellWord(folder)}, or let the run end.`,
  );
}
