import type { TrainConfig } from '../config/trainConfig.js';
import type { TrialStatus } from '../run/trialStatus.js';
import type { Values } from '../search/space.js';
import type { Figures } from './metric.js';

/** A training of one configuration with one seed. */
export interface Trial {
  /** From 1. */
  number: number;
  /** The configuration's place, from 0: each has as many trials as there are repeats. */
  configuration: number;
  /** Of the space's dimensions. */
  values: Values;
  seed: number;
}

/** A trial, and how far it is to be trained now. */
export interface TrialTask {
  number: number;
  config: TrainConfig;
  /** Of the file that the sweep began with; generated rows may differ between trials. */
  dataSha256: string;
  /** The epoch after which it stops for others to be compared with; the settings' last one if absent. */
  until?: number | undefined;
  /** The losses by epoch above which it ends, if it is to be pruned at all. */
  ceilings?: readonly number[] | undefined;
}

export interface TrialResult {
  status: TrialStatus;
  /** Trained in all. */
  epochs: number;
  figures: Figures;
  /** The monitored loss of each epoch: of the validation rows, where there are such rows. */
  losses: readonly number[];
  /** Why it failed, in a sentence. */
  reason?: string | undefined;
  /** Its training's. */
  seconds: number;
  /** Which worker trained it, from 1. */
  worker: number;
}

/** What is recorded of a trial that failed for a reason. */
export function failed(reason: string, worker: number): TrialResult {
  return { status: 'failed', epochs: 0, figures: {}, losses: [], reason, seconds: 0, worker };
}

/** Whether a trial was trained to its own end. */
export function isComplete({ status }: Pick<TrialResult, 'status'>): boolean {
  return status === 'completed' || status === 'early-stopped';
}

/** A trial's folder in that of its sweep: trial-0007 */
export function trialFolderName(number: number): string {
  return `trial-${String(number).padStart(4, '0')}`;
}

/** Whether a trial that took so many seconds is soon trained again, should the machine lose its power and what it had not yet written. */
export function isLittle(seconds: number): boolean {
  return seconds < 1;
}
