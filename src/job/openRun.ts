import { NewRun } from '../run/newRun.js';
import { configFileName, RunFolder } from '../run/runFolder.js';
import { RunLock } from '../run/runLock.js';
import type { NewRunSettings } from '../run/runName.js';
import type { JobWatcher } from './job.js';

/** A run folder that this process alone works in. */
export interface OpenRun {
  folder: RunFolder;
  /** Frees the folder. */
  close: () => void;
}

/** A run whose folder has no name yet; it is gone if the process ends before. */
export interface BegunRun {
  /** The path of a file in the folder that has no name yet. */
  file: (name: string) => string;
  /** Gives the run its name; `complete` writes what makes the folder a run's. */
  publish: (complete: (folder: RunFolder) => void) => OpenRun;
  /** Takes the folder away, unless it has its name. */
  close: () => void;
}

/**
 * Begins a new run, and locks the earlier one that it is to replace.
 *
 * @param marker the file that says what the folder is, which `complete` writes
 * @throws UsageError if its name is taken
 */
export function beginRun(
  settings: NewRunSettings,
  guard: JobWatcher['guard'],
  marker = configFileName,
): BegunRun {
  const run = NewRun.begin(settings, marker);
  const discard = () => run.discard();
  const release = guard?.(discard);
  return {
    file: (name) => run.file(name),
    publish: (complete) => {
      const { folder, lock } = run.publish(complete);
      release?.();
      return opened(folder, lock, guard);
    },
    close: () => {
      release?.();
      discard();
    },
  };
}

/**
 * Locks a run folder that is there.
 *
 * @throws UsageError if another process works in it
 */
export function openRun(
  { name, path, chosenBy }: RunFolder,
  guard: JobWatcher['guard'],
  marker = configFileName,
): OpenRun {
  const lock = RunLock.take(path, chosenBy);
  return opened(new RunFolder(name, path, { chosenBy, marker, check: () => lock.check() }), lock, guard);
}

function opened(folder: RunFolder, lock: RunLock, guard: JobWatcher['guard']): OpenRun {
  const free = () => lock.release();
  const release = guard?.(free);
  return {
    folder,
    close: () => {
      release?.();
      free();
    },
  };
}
