import type { ChartedSweep } from '../../charts/sweep/chartedSweep.js';
import type { Command, Pair } from '../htmlParts.js';

/** A sweep as its page shows it. */
export interface SweepReport {
  charted: ChartedSweep;
  /** What the sweep is, in short phrases. */
  facts: readonly string[];
  /** The flags of what varies, by its name in config.json. */
  flags: Readonly<Record<string, readonly string[]>>;
  /** What came of it. */
  results: readonly Pair[];
  /** What is to be said of the results; empty if nothing. */
  note: string;
  /** The names of the trials' figures, as sweep.csv has them. */
  figures: readonly string[];
  /** Those that ended, in the order of their numbers. */
  trials: readonly ReportedTrial[];
  /** What varies, and what the sweep was told beside that. */
  space: readonly Pair[];
  /** What all trials share, those that are not the defaults apart. */
  settings: { changed: readonly Pair[]; others: readonly Pair[] };
  commands: readonly Command[];
}

export interface ReportedTrial {
  number: number;
  /** The place of its configuration among those of the charts. */
  configuration: number;
  /** Undefined where all have one, or it is a dimension. */
  seed: number | undefined;
  status: string;
  epochs: number;
  figures: Readonly<Partial<Record<string, number | null>>>;
  /** The monitored loss by epoch. */
  losses: readonly number[];
  /** The epoch that its figures are of; 0 for none. */
  epoch: number;
  seconds: number;
  worker: number;
  /** Why it failed. */
  reason: string | undefined;
}
