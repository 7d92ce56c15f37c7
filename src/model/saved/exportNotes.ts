import { formatText } from '../../format.js';
import { float32Limits } from './float32Limits.js';
import type { SavedModel } from './savedModel.js';

/** What a model that is exported for tfjs does otherwise than `adam-train predict`, a sentence each. */
export function exportNotes(model: SavedModel): string[] {
  const { coarse, coarseTargets } = float32Limits(model);
  const notes: string[] = [];
  if (model.fill !== undefined) {
    notes.push('The exported model fills no missing numbers; put a value before you call it.');
  }
  if (coarse.length > 0) {
    notes.push(
      `The exported model takes float32, which rounds ${coarse.map(formatText).join(', ')} by more than 0.0001 of ${coarse.length === 1 ? 'its deviation' : 'their deviations'}; use adam-train predict, or train on differences from a constant.`,
    );
  }
  if (coarseTargets.length > 0) {
    notes.push(
      `The exported model gives float32, which rounds ${coarseTargets.map(formatText).join(', ')} by more than 0.0001 of ${coarseTargets.length === 1 ? 'its deviation' : 'their deviations'}; use adam-train predict, or train on differences from a constant.`,
    );
  }
  return notes;
}
