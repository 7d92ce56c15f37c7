import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { reporters } from './reporters.js';

/** What takes longer than `npm test` may: every golden on every engine. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['test/long/**/*.test.ts'],
    globalSetup: ['test/e2e/build.ts', 'test/long/browser/said.ts'],
    testTimeout: 900_000,
    hookTimeout: 120_000,
    env: { DISABLE_SYSTEM_FONTS_LOAD: '1' }, // charts look the same on every machine
    ...reporters('test-long'),
  },
});
