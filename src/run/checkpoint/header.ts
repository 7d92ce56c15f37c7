import * as z from 'zod';
import { backends } from '../../engine/settings.js';
import { activationNames } from '../../model/settings.js';

// What a checkpoint's header may say. Keys that are not named here pass: they are a later version's, and harmless.

const count = z.number().int().positive();
const whole = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const columns = z
  .looseObject({
    features: z
      .array(
        z.discriminatedUnion('kind', [
          z.looseObject({ name: z.string(), kind: z.literal('number') }),
          z.looseObject({
            name: z.string(),
            kind: z.literal('category'),
            categories: z.array(z.string()).min(1),
          }),
        ]),
      )
      .min(1),
    targets: z.array(z.string()).min(1).optional(),
    target: z.string().optional(), // of versions that had one alone
  })
  .transform(({ target = '', targets = [target], ...others }) => ({ ...others, targets }));

const cells = z.strictObject({
  noHeader: z.boolean().optional(),
  delimiter: z.string().min(1).optional(),
  comment: z.string().min(1).optional(),
  decimal: z.enum(['.', ',']).optional(),
  thousands: z.string().optional(),
  naValues: z.array(z.string()).optional(),
  noDefaultNa: z.boolean().optional(),
});

const plateau = z.strictObject({
  best: z.number().nullable(),
  badEpochs: whole,
  cooldown: whole,
  rate: z.number().nonnegative(),
});

/** The header of format 1, whose checkpoints hold the whole history. */
export const header1 = z
  .looseObject({
    columns,
    cells: cells.optional(),
    activation: z.enum(activationNames),
    layers: count,
    predictsWithBest: z.boolean(),
    epoch: count,
    bestEpoch: count,
    bestLoss: z.number(),
    position: whole.max(624),
    schedule: plateau.optional(),
  })
  .refine(({ epoch, bestEpoch }) => bestEpoch <= epoch);

/** The header of format 2, whose checkpoints leave the history to metrics.csv. */
export const header2 = header1.safeExtend({
  seconds: z.number().nonnegative(),
  metrics: z.strictObject({ bytes: count, sha256 }),
  settings: z.record(z.string(), z.json()),
  horizon: z.record(z.string(), z.json()),
  engine: z.enum(backends),
  dataSha256: sha256,
});
