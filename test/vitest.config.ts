import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { reporters } from './reporters.js';

/** What `npm test` runs: all that is done within two minutes. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['test/**/*.test.ts'],
    exclude: ['test/long/**'],
    globalSetup: ['test/e2e/build.ts'],
    maxWorkers: 2, // on two cores vitest would take one
    testTimeout: 60_000,
    hookTimeout: 120_000,
    ...reporters('test'),
  },
});
