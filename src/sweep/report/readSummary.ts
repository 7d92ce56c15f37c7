import { existsSync } from 'node:fs';
import * as z from 'zod';
import { damaged, readJsonObject } from '../../run/damage.js';
import type { RunFolder } from '../../run/runFolder.js';
import { summaryFileName } from '../../run/summary.js';
import type { ShownSummary } from '../results.js';

const figure = z.number().nullable();
const count = z.number().int().nonnegative();

/** What the page shows of summary.json. */
const schema = z.looseObject({
  status: z.enum(['completed', 'failed']),
  metric: z.string(),
  trials: z.record(z.string(), count).and(z.object({ total: count })),
  best: z
    .looseObject({
      trial: z.number().int().positive(),
      folder: z.string(),
      settings: z.record(z.string(), z.json()),
      value: z.number(),
      spread: figure,
      test_r2: figure,
      test_rmse: figure,
      test_mae: figure,
    })
    .nullable(),
  seconds: z.number().nonnegative(),
  name: z.string(),
  rows: count.optional(),
  features: count.optional(),
});

/**
 * The summary of a sweep; undefined before it has ended.
 *
 * @throws AdamTrainError (exit code 1) if the file is damaged
 */
export function readSweepSummary(folder: RunFolder): ShownSummary | undefined {
  const path = folder.file(summaryFileName);
  if (!existsSync(path)) return undefined;
  const { data } = schema.safeParse(readJsonObject(path));
  if (data === undefined) throw damaged(path, 'it does not say what came of the sweep');
  return data;
}
