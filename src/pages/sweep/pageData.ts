import type { SweepDimension } from '../../charts/sweep/chartedSweep.js';
import type { Better } from '../../search/ranking.js';

/** What the script of a sweep's page is given, as JSON: a number that is not finite is null there. */
export interface SweepPageData {
  metric: { name: string; better: Better };
  dimensions: SweepDimension[];
  /** The flags of each dimension, which its conditions may be written with. */
  flags: (readonly string[])[];
  configurations: ConfigurationData;
  trials: TrialData;
  /** The winner's number; null if there is none. */
  best: number | null;
  /** The trials that are chosen first. */
  chosen: number[];
  /** The losses of the trials whose curves the page has. */
  losses: LossesData[];
}

/** The configurations, a list for each thing that they have. */
export interface ConfigurationData {
  /** Of each dimension the values: one in a list, or none where the configuration does not have the dimension. */
  values: unknown[][][];
  /** The mean over the repeats. */
  metric: (number | null)[];
  /** The repeats' deviation; absent where there is one training of each. */
  spread?: (number | null)[];
}

/** The trials by their numbers, a list for each thing that they have. */
export interface TrialData {
  number: number[];
  /** The place of its configuration. */
  configuration: number[];
  /** Absent where all trials have one, or it is a dimension. */
  seed?: number[];
  status: string[];
  epochs: number[];
  /** By their names in sweep.csv. */
  figures: Record<string, (number | null)[]>;
  seconds: number[];
  worker: number[];
  /** Why those failed that did, by the trials' places. */
  reasons: Record<number, string>;
}

/** A trial's monitored loss by epoch. */
export interface LossesData {
  trial: number;
  values: (number | null)[];
  /** The epochs of the values, where some were left out; else these are from 1 on. */
  epochs?: number[];
  /** The epoch that the trial's figures are of. */
  epoch: number;
}
