import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { AdamTrainError } from '../errors.js';
import { readJsonObject } from './damage.js';

/** The file of a trial's folder that says what came of the trial. */
export const recordFileName = 'trial.json';

/**
 * How a trial ended. One that stopped is to go on if it is among the best of its rung; one that failed has neither figures nor
 * losses.
 */
export const trialStatuses = [
  'completed',
  'early-stopped',
  'diverged',
  'pruned',
  'stopped',
  'failed',
] as const;
export type TrialStatus = (typeof trialStatuses)[number];

const schema = z.looseObject({
  results: z.array(
    z.looseObject({
      result: z.looseObject({ status: z.enum(trialStatuses), epochs: z.number().int().nonnegative() }),
    }),
  ),
});

/** What the sweep says of a trial's end. */
interface TrialEnd {
  status: TrialStatus;
  /** Trained in all; none of one that failed. */
  epochs: number;
}

/** How a trial ended last; undefined for what has not ended, is no trial, or is damaged: it is trained again. */
export function trialEnd(folder: string): TrialEnd | undefined {
  const path = join(folder, recordFileName);
  if (!existsSync(path)) return undefined;
  try {
    return schema.safeParse(readJsonObject(path)).data?.results.at(-1)?.result;
  } catch (error) {
    if (error instanceof AdamTrainError) return undefined;
    throw error;
  }
}
