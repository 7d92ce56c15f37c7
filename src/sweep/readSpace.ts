import type { GivenTrainSettings } from '../config/trainSettings.js';
import { damaged, readJsonObject } from '../run/damage.js';
import { isSweepFolder, type RunFolder, spaceFileName } from '../run/runFolder.js';
import type { SweepPlan } from './plan.js';
import { resolveSweep } from './resolve.js';
import { withSpaceFile } from './spaceFile.js';

/**
 * What a sweep's folder says of it, and the plan that follows.
 *
 * @param flags how it is shown
 * @throws AdamTrainError (exit code 1) if space.json is missing or damaged, UsageError for a value in it outside its rule
 */
export function readSpace(
  folder: RunFolder,
  flags: GivenTrainSettings,
): { content: Record<string, unknown>; plan: SweepPlan } {
  const file = folder.file(spaceFileName);
  const content = readJsonObject(file);
  if (!isSweepFolder(folder.path)) throw damaged(file, 'it does not say what made it');
  const given = withSpaceFile({ fixed: flags, texts: {}, sweep: {} }, content, file, folder.path);
  return { content, plan: resolveSweep(given).config };
}
