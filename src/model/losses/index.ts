import type { Loss } from './loss.js';
import { meanSquaredError } from './meanSquaredError.js';

/** The losses that a model can be trained with. */
export const losses = { meanSquaredError } satisfies Record<string, Loss>;
export type LossName = keyof typeof losses;
