import * as z from 'zod';
import { trainingStatuses } from '../training/history.js';
import { damaged, readJsonObject } from './damage.js';
import type { Summary } from './summary.js';

const whole = z.number().int().nonnegative();
const finiteOrNull = z.number().nullable();
const summarySchema = z.looseObject({
  best_epoch: whole.nullable().optional(),
  train_rows: whole.optional(),
  val_rows: whole.optional(),
  test_rows: whole.optional(),
  features: whole.optional(),
});

/** @throws AdamTrainError (exit code 1) if the file is not as a run writes it */
export function readSummary(path: string): Summary {
  const summary = readJsonObject(path);
  if (!(trainingStatuses as readonly unknown[]).includes(summary['status'])) {
    throw damaged(path, `its status is none of ${trainingStatuses.join(', ')}`);
  }
  if (!whole.safeParse(summary['epochs']).success) throw damaged(path, 'its epochs are no whole number');
  if (typeof (summary['name'] ?? '') !== 'string') throw damaged(path, 'its name is no text');
  for (const name of ['baseline_mean_r2', 'baseline_linear_r2']) {
    if (!finiteOrNull.safeParse(summary[name] ?? null).success)
      throw damaged(path, `its ${name} is no number`);
  }
  const [issue] = summarySchema.safeParse(summary).error?.issues ?? [];
  if (issue !== undefined) throw damaged(path, `its ${issue.path.join('.')} is no whole number`);
  return summary as unknown as Summary;
}
