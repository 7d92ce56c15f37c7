import type { DrawnChart } from '../../charts/parts/drawInTurn.js';
import type { Trained } from '../runTrial.js';
import type { TrialTask } from '../trial.js';

/** The hidden command that a worker's process runs. */
export const workerCommand = 'trial-worker';

/** What a worker is told. */
export type ToWorker =
  | { kind: 'train'; task: TrialTask }
  /** A trial's pictures are wanted, by its folder. */
  | { kind: 'draw'; folder: string }
  /** The trial is to end after its epoch, and be gone on with another time. */
  | { kind: 'stop' };

/** What a worker answers. */
export type FromWorker = FromTraining | { kind: 'drawn'; pictures: DrawnChart[] };

/** What it answers to a task. */
export type FromTraining =
  | { kind: 'trained'; result: Trained }
  | { kind: 'stopped' }
  /** `isForeseen`: it is an error for the user, after which the process is as good as before */
  | { kind: 'failed'; reason: string; isForeseen: boolean }
  /** What is wrong is wrong for all trials: the data have changed, or nothing can be written. */
  | { kind: 'hopeless'; sentence: string; exitCode: number };
