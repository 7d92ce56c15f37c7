import { trainSettings } from './trainSettings.js';

const { decimal, thousands, naValues, noDefaultNa } = trainSettings;

/** How the file's cells are written, which stays as it was unless it is given anew, such as for a run of an earlier version. */
export const rereadSettings = {
  decimal: { ...decimal, defaultWords: "the run's own" },
  thousands: { ...thousands, defaultWords: "the run's own" },
  naValues: { ...naValues, defaultWords: "the run's own" },
  noDefaultNa: { ...noDefaultNa, defaultWords: "the run's own" },
} as const;

const { epochs, patience, checkpointEvery, scheduleTMax, scheduleMilestones } = trainSettings;
const { yScale, json, quiet, verbose, noColor } = trainSettings;

/**
 * What may be changed when a run goes on: how long it is, when it stops, and how it prints. A schedule's horizon stays where it
 * was unless it is given anew.
 */
export const resumeSettings = {
  epochs: { ...epochs, defaultWords: "the run's own" },
  patience: { ...patience, defaultWords: "the run's own" },
  checkpointEvery: { ...checkpointEvery, defaultWords: "the run's own" },
  scheduleTMax: { ...scheduleTMax, defaultWords: "the run's own" },
  scheduleMilestones: { ...scheduleMilestones, defaultWords: "the run's own" },
  ...rereadSettings,
  yScale: { ...yScale, defaultWords: "the run's own" },
  json,
  quiet,
  verbose,
  noColor,
} as const;
