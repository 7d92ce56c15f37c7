import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fencedBlocks, pages, root } from '../docs/pages.js';
import { lacksNative } from '../e2e/nativeEngine.js';
import { cliPath, temporaryFolder } from '../e2e/program.js';

/** The commands of the pages that are not run here, each with the reason. */
const exceptions: Record<string, string> = {
  'npm ci && npm start': 'installs from the registry; .ci/run does both',
  'npm ci && npm test': 'installs from the registry; .ci/run does both',
  'npm ci': 'installs from the registry; .ci/run does it',
  'npm start -- --lr 0.01 --epochs 500 --batch-size 32':
    'builds, and writes into the checkout; the installed form is run',
  'npm run build && npm pack': 'writes into the checkout',
  'npm install --global ./adam-train-0.1.0.tgz': 'installs from the registry',
  'npm run bench -- --python PATH':
    'takes hours and a Python with PyTorch; .ci/run runs the bench with --quick',
  'adam-train setup': 'downloads TensorFlow; setupCommand.test.ts runs it with an archive at hand',
};
/** Commands that are run only where the native engine is set up. */
const native = ['adam-train --backend tensorflow'];

/** A command of a page, without its comment. */
interface Command {
  line: string;
  exitCode: number;
}

/** The commands of a page in their order; a backslash at a line's end goes on in the next, and a comment may say the exit code. */
function commandsOf(page: string): Command[] {
  return fencedBlocks(page, 'sh')
    .join('')
    .replace(/ *\\\n */g, ' ')
    .split('\n')
    .map((line) => ({
      line: line.replace(/\s+#.*$/, ''),
      exitCode: Number(/# .*exit code (\d+)/.exec(line)?.[1] ?? 0),
    }))
    .filter(({ line }) => line !== '');
}

const all = pages.map((page) => ({ page, commands: commandsOf(page), programs: fencedBlocks(page, 'js') }));

it('excepts only commands that a page has', () => {
  const lines = all.flatMap(({ commands }) => commands.map(({ line }) => line));
  expect(lines).toEqual(expect.arrayContaining([...Object.keys(exceptions), ...native]));
});

/** What is run of each page that has something to run. */
const toRun = all
  .map(({ page, commands, programs }) => ({
    page,
    commands: commands.filter(({ line }) => !Object.hasOwn(exceptions, line)),
    programs,
  }))
  .filter(({ commands, programs }) => commands.length + programs.length > 0);

/** A reader's folder, with files of their own and the packages that are installed in it. */
function readersFolder() {
  const folder = temporaryFolder();
  const cars = `${root}test/fixtures/cars.csv`;
  copyFileSync(cars, join(folder.path, 'cars.csv'));
  const firstRows = readFileSync(cars, 'utf8').split('\n').slice(0, 11);
  writeFileSync(join(folder.path, 'new-cars.csv'), `${firstRows.join('\n')}\n`);
  const packages = join(folder.path, 'node_modules');
  mkdirSync(packages);
  symlinkSync(root, join(packages, 'adam-train'));
  symlinkSync(`${root}node_modules/@tensorflow`, join(packages, '@tensorflow'));
  mkdirSync(join(packages, '.bin'));
  const bin = join(packages, '.bin', 'adam-train');
  writeFileSync(bin, `#!/bin/sh\nexec '${process.execPath}' '${cliPath}' "$@"\n`, { mode: 0o755 });
  return folder;
}

describe.skipIf(process.platform === 'win32').each(toRun)('$page', ({ commands, programs }) => {
  let folder: ReturnType<typeof readersFolder>;
  beforeAll(() => {
    folder = readersFolder();
  });
  afterAll(() => folder.remove());

  const expectExit = (exitCode: number, program: string, args: string[]) => {
    const PATH = [join(folder.path, 'node_modules', '.bin'), process.env['PATH']].join(delimiter);
    const { status, stderr } = spawnSync(program, args, {
      cwd: folder.path,
      env: { ...process.env, PATH },
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(exitCode);
  };

  for (const { line, exitCode } of commands) {
    it.skipIf(lacksNative && native.includes(line))(`ends with ${exitCode} after ${line}`, () => {
      expectExit(exitCode, 'sh', ['-c', line]);
    });
  }

  for (const [i, program] of programs.entries()) {
    it(`has a program that runs, its number ${i + 1}`, () => {
      writeFileSync(join(folder.path, 'example.mjs'), program);
      expectExit(0, process.execPath, ['example.mjs']);
    });
  }
});
