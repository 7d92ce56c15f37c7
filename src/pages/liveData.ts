import type { LossData, PageData } from './pageData.js';

// What a run's page is told while the run trains, as JSON.

/** An epoch, and its training, testing and validation loss and learning rate; what is not finite, or not there, is null. */
export type LiveEpoch = [
  epoch: number,
  train: number | null,
  test: number | null,
  val: number | null,
  rate: number | null,
];

/** How the curves go on. */
export interface LiveEpochs {
  /** The place of the first of `epochs`; what the page has from there on gives way. */
  from: number;
  /** Epochs that stay. */
  epochs: LiveEpoch[];
  /** The latest, as far as they are not among these. */
  latest: LiveEpoch[];
  scale: LossData['scale'];
  /** Where the run is, in words. */
  said: string;
}

/** How the run ended. */
export interface LiveEnd {
  said: string;
  /** What the page then shows: HTML in which every text is escaped, and the charts' data; absent where there are no results. */
  results?: { body: string; data: PageData };
}

/** What the page is made with. */
export interface LiveData {
  losses: LossData;
}
