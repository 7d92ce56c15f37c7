import type { TrainConfig } from '../config/trainOptions.js';
import { claimRunFolder, type RunFolder } from '../run/runFolder.js';
import { RunLock } from '../run/runLock.js';

/** A run folder that this process alone works in. */
export interface OpenRun {
  folder: RunFolder;
  /** From here on the folder stays, whatever happens. */
  keep: () => void;
  /** Frees the folder; one that is not to be kept is taken away. */
  close: () => void;
}

/** Claims a new run folder and locks it; it is gone again if the process ends before there is something to keep. */
export function openNewRun(config: Pick<TrainConfig, 'out' | 'name' | 'force' | 'data'>): OpenRun {
  const folder = claimRunFolder(config);
  try {
    const run = lockRun(folder, false);
    folder.empty(); // of what --force is to replace
    return run;
  } catch (error) {
    folder.discardIfEmpty(); // such as one just made on a disk that has no room for the lock
    throw error;
  }
}

/**
 * Locks a run folder that is there.
 *
 * @throws UsageError if another process works in it
 */
export function openRun(folder: RunFolder): OpenRun {
  return lockRun(folder, true);
}

function lockRun(folder: RunFolder, isKept: boolean): OpenRun {
  const lock = RunLock.take(folder.path, folder.chosenBy);
  let isOpen = true;
  let keeps = isKept;
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    process.off('exit', close);
    if (keeps) lock.release();
    else folder.discard();
  };
  process.once('exit', close);
  return {
    folder,
    keep: () => {
      keeps = true;
    },
    close,
  };
}
