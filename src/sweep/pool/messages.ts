import type { Trained } from '../runTrial.js';
import type { TrialTask } from '../trial.js';

/** The hidden command that a worker's process runs. */
export const workerCommand = 'trial-worker';

/** What a worker is told. */
export type ToWorker =
  | { kind: 'train'; task: TrialTask }
  /** The trial is to end after its epoch, and be gone on with another time. */
  | { kind: 'stop' };

/** What a worker answers to a task. */
export type FromWorker =
  | { kind: 'trained'; result: Trained }
  | { kind: 'stopped' }
  /** `isForeseen`: it is an error for the user, after which the process is as good as before */
  | { kind: 'failed'; reason: string; isForeseen: boolean }
  /** What is wrong is wrong for all trials: the data have changed, or nothing can be written. */
  | { kind: 'hopeless'; sentence: string; exitCode: number };
