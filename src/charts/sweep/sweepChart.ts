import type { ChartedSweep } from './chartedSweep.js';

/** A picture that a sweep's folder holds. */
export interface SweepChart {
  fileName: string;
  /** The PNG's bytes; undefined if the sweep has not what the picture shows. */
  draw: (sweep: ChartedSweep) => Promise<Buffer> | undefined;
}
