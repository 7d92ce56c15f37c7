import { drift } from './drift.js';
import type { Example } from './example.js';
import { reddi2018 } from './reddi2018.js';
import { scale } from './scale.js';
import { sparse } from './sparse.js';

/** The examples of `explain --example`, in the help's order; each is run when it is called. */
export const examples = { reddi2018, scale, sparse, drift } satisfies Record<string, () => Example>;

export type ExampleName = keyof typeof examples;
export const exampleNames = Object.keys(examples) as ExampleName[];
