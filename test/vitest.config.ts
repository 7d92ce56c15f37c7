import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { reporters } from './reporters.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Test files that replace modules or the backend, or change or measure the process: each has one of its own. */
const alone = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => `test/${name.replaceAll('\\', '/')}`)
  .filter((path) =>
    /\b(vi\.mock\(|tf\.removeBackend\(|process\.(chdir|cpuUsage|memoryUsage))/.test(
      readFileSync(root + path, 'utf8'),
    ),
  );

const common = {
  root,
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // Charts draw with the machine's fonts what the shipped one lacks: here they are the same everywhere.
  env: { DISABLE_SYSTEM_FONTS_LOAD: '1' },
};
const long = 'test/long/**';

/** What `npm test` runs: all that is done within two minutes. */
export default defineConfig({
  test: {
    ...common,
    globalSetup: ['test/e2e/build.ts'],
    maxWorkers: 2, // on two cores vitest would take one
    projects: [
      // Half of the time went into loading vitest, tfjs and our modules anew for each file.
      {
        test: {
          ...common,
          name: 'shared',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [long, ...alone],
        },
      },
      { test: { ...common, name: 'alone', include: alone, exclude: [long] } },
    ],
    ...reporters('test'),
  },
});
