import type { ExampleName } from '../../config/choices.js';
import { drift } from './drift.js';
import type { Example } from './example.js';
import { reddi2018 } from './reddi2018.js';
import { scale } from './scale.js';
import { sparse } from './sparse.js';

/** The examples of `explain --example`; each is run when it is called. */
export const examples: Record<ExampleName, () => Example> = { reddi2018, scale, sparse, drift };
