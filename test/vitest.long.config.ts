import { defineConfig } from 'vitest/config';

/** What takes longer than `npm test` may: every golden on every engine. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/long/**/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
});
