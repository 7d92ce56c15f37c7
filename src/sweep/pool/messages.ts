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
  /** @param isForeseen whether it is an error for the user, after which the process is as good as before */
  | { kind: 'failed'; reason: string; isForeseen: boolean };
