import { describe } from 'vitest';
import { findRedis } from './server.js';

/**
 * Tests that need a real server are skipped where there is none, unless ADAM_TRAIN_REQUIRE_REDIS says that there has to be one, as
 * in CI; then they run, and fail.
 */
export const describeWithRedis = describe.skipIf(findRedis() === undefined && !isRedisDemanded());

export function isRedisDemanded(): boolean {
  return process.env['ADAM_TRAIN_REQUIRE_REDIS'] === '1';
}
