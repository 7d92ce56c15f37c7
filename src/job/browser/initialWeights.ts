import { UsageError } from '../../errors.js';
import type { ModelConfig } from '../../model/settings.js';

/** What stands for initialWeights.ts in a browser, which reads no run's folder. */
export async function initialWeights({ initFrom }: ModelConfig): Promise<undefined> {
  if (initFrom === undefined) return;
  throw new UsageError(
    `config.initFrom must be left out in a browser, which reads no folders, got ${initFrom}; train on from it in Node.`,
  );
}
