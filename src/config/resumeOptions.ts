import { trainOptions } from './trainOptions.js';

const { epochs, patience, checkpointEvery, yScale, json, quiet, verbose, noColor } = trainOptions;

/** What may be changed when a run goes on: nothing that its epochs until now depend on. */
export const resumeOptions = {
  epochs: { ...epochs, defaultWords: "the run's own" },
  patience: { ...patience, defaultWords: "the run's own" },
  checkpointEvery: { ...checkpointEvery, defaultWords: "the run's own" },
  yScale: { ...yScale, defaultWords: "the run's own" },
  json,
  quiet,
  verbose,
  noColor,
} as const;
