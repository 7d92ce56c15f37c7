import type { ExampleName } from '../../config/choices.js';
import { drift } from './drift.js';
import { reddi2018 } from './reddi2018.js';
import { scale } from './scale.js';
import { sparse } from './sparse.js';

/** Values over the steps: values[t] is the value after step t. */
interface Curve {
  label: string;
  values: readonly number[];
  /** What the other curves are compared with. */
  muted?: boolean;
}

/** What an example shows: in words with the run's numbers, and as curves. */
export interface Example {
  title: string;
  /** The settings, for the picture's subtitle. */
  phrases: string[];
  vertical: string;
  curves: Curve[];
  text: string[];
}

/** Runs the examples of `explain --example`. */
export const examples: Record<ExampleName, () => Example> = { reddi2018, scale, sparse, drift };
