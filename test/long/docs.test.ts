import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../src/version.js';
import { commandsOf } from '../docs/commands.js';
import { fencedBlocks, pages } from '../docs/pages.js';
import { isPrinted, printedOf } from '../docs/printed.js';
import { readersFolder } from '../docs/readersFolder.js';
import { lacksNative } from '../e2e/nativeEngine.js';

/** The commands of the pages that are not run here, each with the reason. */
const exceptions: Record<string, string> = {
  'npm ci && npm start': 'installs from the registry; .ci/run does both',
  'npm ci && npm test': 'installs from the registry; .ci/run does both',
  'npm ci': 'installs from the registry; .ci/run does it',
  'npm run check': 'runs the tests; .ci/run does it',
  'npm run test:long': 'runs these tests; .ci/run does it',
  'npx vitest run --config test/vitest.config.ts test/optimizers': 'runs tests that npm test runs',
  'UPDATE_README=1 npx vitest run --config test/vitest.config.ts test/docs': 'writes into the checkout',
  'npm start -- --lr 0.01 --epochs 500 --batch-size 32':
    'builds, and writes into the checkout; the installed form is run',
  'npm run build && npm pack': 'writes into the checkout',
  [`npm install --global ./adam-train-${version}.tgz`]: 'installs from the registry',
  'npm run bench -- --python PATH':
    'takes hours and a Python with PyTorch; .ci/run runs the bench with --quick',
  'adam-train setup': 'downloads TensorFlow; setupCommand.test.ts runs it with an archive at hand',
};
/** Commands that are run only where the native engine is set up. */
const native = ['adam-train --backend tensorflow'];

/** Needs a server: manyMachines.test.ts runs it. */
const onServer = 'docs/sweep-many-machines.md';

const all = pages
  .filter((page) => page !== onServer)
  .map((page) => ({
    page,
    commands: commandsOf(page),
    printed: printedOf(page),
    programs: fencedBlocks(page, 'js'),
  }));

it('excepts only commands that a page has', () => {
  const lines = all.flatMap(({ commands }) => commands.map(({ line }) => line));
  expect(lines).toEqual(expect.arrayContaining([...Object.keys(exceptions), ...native]));
});

/** What is run of each page that has something to run. */
const toRun = all
  .map(({ commands, ...rest }) => ({
    ...rest,
    commands: commands.filter(({ line }) => !Object.hasOwn(exceptions, line)),
  }))
  .filter(({ commands, programs }) => commands.length + programs.length > 0);

describe.skipIf(process.platform === 'win32').each(toRun)('$page', ({ commands, printed, programs }) => {
  const outputs = new Map<string, string>();
  let folder: ReturnType<typeof readersFolder>;
  beforeAll(() => {
    folder = readersFolder();
  });
  afterAll(() => folder.remove());

  const expectExit = (exitCode: number, program: string, args: string[]) => {
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: folder.path,
      env: folder.env,
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(exitCode);
    return stdout + stderr;
  };

  for (const { line, exitCode } of commands) {
    it.skipIf(lacksNative && native.includes(line))(`ends with ${exitCode} after ${line}`, () => {
      outputs.set(line, expectExit(exitCode, 'sh', ['-c', line]));
    });
  }

  for (const [i, { commands, lines }] of printed.entries()) {
    it(`shows what its commands print, in its block ${i + 1}`, () => {
      const output = commands.map((line) => outputs.get(line)).join('\n');
      expect(lines.filter((line) => !isPrinted(line, output))).toEqual([]);
    });
  }

  for (const [i, program] of programs.entries()) {
    it(`has a program that runs, its number ${i + 1}`, () => {
      writeFileSync(join(folder.path, 'example.mjs'), program);
      expectExit(0, process.execPath, ['example.mjs']);
    });
  }
});
