import { UsageError } from '../../errors.js';

/** What stands for trainToFolder.ts in a browser, which writes no folders. */
export async function trainToFolder(): Promise<never> {
  throw new UsageError(
    'config.out and config.name must be left out in a browser, which writes no folders, got one of them; what train gives can be kept as JSON.',
  );
}
