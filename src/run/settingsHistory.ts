import { damaged } from './damage.js';

/** What was changed when a run went on, for config.json. */
export interface SettingsChange {
  /** The epochs that were trained before. */
  afterEpoch: number;
  /** By the settings' full names. */
  changed: Record<string, { from: unknown; to: unknown }>;
}

/**
 * The changes that a run's config.json notes.
 *
 * @param path the file, for messages
 * @throws AdamTrainError (exit code 1) if they are no such list
 */
export function readHistory(content: Record<string, unknown>, path: string): SettingsChange[] {
  const { history = [] } = content;
  if (!Array.isArray(history) || !history.every(isChange))
    throw damaged(path, 'its history is no list of changes');
  return history;
}

function isChange(value: unknown): value is SettingsChange {
  if (typeof value !== 'object' || value === null) return false;
  const { afterEpoch, changed } = value as Partial<SettingsChange>;
  return typeof afterEpoch === 'number' && typeof changed === 'object' && changed !== null;
}

/** The settings that were changed after an epoch, and so may differ from what a checkpoint of that epoch tells. */
export function changedAfter(history: readonly SettingsChange[], epoch: number): string[] {
  return history
    .filter(({ afterEpoch }) => afterEpoch === epoch)
    .flatMap(({ changed }) => Object.keys(changed));
}
