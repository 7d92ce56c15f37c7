import type { TrialResult, TrialTask } from '../trial.js';

/** What trains a sweep's trials side by side. */
export interface TrialPool {
  /** How many processes of this machine train; undefined where others do. */
  readonly workers: number | undefined;
  /** Whether it takes another trial now. */
  readonly hasRoom: boolean;
  /**
   * Trains a trial; its files are in its folder when that is done.
   *
   * @returns undefined if the trial was stopped
   * @throws AdamTrainError at what would be wrong with all trials
   */
  train(task: TrialTask): Promise<TrialResult | undefined>;
  /** What came of a trial stands in its record, and need be kept nowhere else. */
  recorded?(task: TrialTask): void;
  /** Has all trials end, to be gone on with another time. */
  stop(): void;
  /** Ends all at once. */
  close(): Promise<void> | void;
}
