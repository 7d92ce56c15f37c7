import type { Better } from '../../search/ranking.js';

/** A sweep as its pictures see it. */
export interface ChartedSweep {
  name: string;
  /** What all trials share, as short phrases for subtitles. */
  settings: readonly string[];
  metric: { name: string; better: Better };
  dimensions: readonly SweepDimension[];
  /** One for each configuration, in their order. */
  trials: readonly SweptTrial[];
  /** The winner's number; undefined if none has a finite metric. */
  best: number | undefined;
  /** What the trials' losses are, where they are of different kinds: mse, huber delta 1. */
  lossKinds?: string | undefined;
}

export interface SweepDimension {
  /** The setting's name in config.json. */
  key: string;
  /** Categories are names, true and false, and lists. */
  kind: 'number' | 'category';
  /** Whether its numbers belong on a logarithmic scale. */
  log: boolean;
}

export interface SweptTrial {
  trial: number;
  /** By the dimensions' keys; one that the trial does not have is absent. */
  values: Readonly<Record<string, unknown>>;
  /** The mean over the repeats; NaN where it diverged or failed. */
  metric: number;
  /** The repeats' deviation. */
  spread: number | undefined;
  /** As sweep.csv has it: completed, early-stopped, diverged, pruned, stopped or failed. */
  status: string;
  /** The monitored loss by epoch, of the first repeat; as far as the trial came. */
  losses: readonly number[];
  /** The epoch of these whose weights gave its figures: the best one with a patience, else the last; 0 for none. */
  epoch: number;
}

/** Whether a trial came to its end, was ended before it, or has no metric. */
export type TrialKind = 'whole' | 'short' | 'lost';

export function kindOf({ metric, status }: SweptTrial): TrialKind {
  if (!Number.isFinite(metric)) return 'lost';
  return status === 'pruned' || status === 'stopped' ? 'short' : 'whole';
}

/** Whether a trial says something about its values: one that broke off for another reason and has no metric does not. */
export function isEvidence({ metric, status }: SweptTrial): boolean {
  return Number.isFinite(metric) || (status !== 'failed' && status !== 'stopped');
}

/** The trials that have a dimension. */
export function havingIt(trials: readonly SweptTrial[], { key }: SweepDimension): SweptTrial[] {
  return trials.filter(({ values }) => Object.hasOwn(values, key) && values[key] !== undefined);
}

/** How bad a metric is: the lower the better; infinite where there is none. */
export function badness(metric: number, better: Better): number {
  if (!Number.isFinite(metric)) return Number.POSITIVE_INFINITY;
  return better === 'lower' ? metric : -metric;
}
