import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run, start, temporaryFolder } from '../e2e/program.js';
import { writeWheel } from '../engine/native/installer/archives.js';

let folder: ReturnType<typeof temporaryFolder>;
let home: string;
beforeEach(() => {
  folder = temporaryFolder();
  home = join(folder.path, 'home');
});
afterEach(() => folder.remove());

/** A PATH on which a program is a shell script. */
function fake(name: string, script: string): string {
  const bin = join(folder.path, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return `${bin}:/usr/bin:/bin`;
}

const setup = (args: string[], env: NodeJS.ProcessEnv = {}) =>
  run(folder.path, ['setup', ...args], { ADAM_TRAIN_HOME: home, ...env });

describe.skipIf(process.platform === 'win32')('adam-train setup', () => {
  it('tries its sources in turn, says what each lacks, and leaves nothing', async () => {
    const PATH = fake('python3', 'exit 1');
    const { code, stderr } = await setup([], { PATH, TFJS_NODE_CDN_STORAGE: 'http://127.0.0.1:9/' });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^source prebuilt: http:\/\/127\.0\.0\.1:9\/\S+ could not be downloaded \(.*\)\.$/m,
    );
    expect(stderr).toMatch(
      /^error: The native engine could not be set up: pip is missing; install it .*\.$/m,
    );
    expect(readdirSync(home)).toEqual([]);
  });

  it('misses a compiler in a sentence', async () => {
    const wheel = join(folder.path, 'tensorflow-2.19.1-x.whl');
    await writeWheel(wheel);
    const { code, stderr } = await setup(['--from', wheel], { CXX: 'no-such-compiler' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/a C\+\+ compiler is missing \(no-such-compiler\); install one/);
    expect(readdirSync(home)).toEqual([]);
  });

  it('does not keep what fails its self-test', async () => {
    const wheel = join(folder.path, 'tensorflow-2.19.1-x.whl');
    await writeWheel(wheel);
    const output =
      'while [ "$1" != -o ] && [ $# -gt 0 ]; do shift; done; [ -z "$2" ] || echo no addon > "$2"';
    const PATH = fake('c++', output);
    const { code, stderr } = await setup(['--from', wheel], { PATH, CXX: 'c++' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/the engine was built but fails its self-test/);
    expect(readdirSync(home)).toEqual([]);
  });

  it('starts clean after it was killed, and the program runs on wasm meanwhile', async () => {
    const began = join(folder.path, 'began');
    const PATH = fake(
      'python3',
      `[ "$3" = --version ] && exit 0\necho half > "$TMPDIR/half.whl"\ntouch ${began}\nexec sleep 60`,
    );
    const env = { ...process.env, PATH, ADAM_TRAIN_HOME: home };
    const { child, finished } = start(folder.path, ['setup', '--source', 'pip'], { env });
    while (!existsSync(began)) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGKILL');
    // The orphaned pip holds the pipes open, so that "close" would wait for it.
    await new Promise((resolve) => child.on('exit', resolve));
    child.stdout?.destroy();
    child.stderr?.destroy();
    await finished;
    expect(readdirSync(home)).toHaveLength(1);

    const train = ['--samples', '60', '--epochs', '1', '--quiet'];
    expect((await run(folder.path, train, { ADAM_TRAIN_HOME: home })).code).toBe(0);
    const again = await setup(['--source', 'pip'], { PATH: fake('python3', 'exit 1') });
    expect(again.stderr).toContain('pip is missing');
    expect(readdirSync(home)).toEqual([]);
  });

  it('has nothing to remove where nothing is', async () => {
    expect(await setup(['--remove'])).toMatchObject({
      code: 0,
      stdout: 'The native engine is not set up; nothing to remove.\n',
    });
  });

  it.each([
    [
      ['--source', 'conda'],
      '--source must be prebuilt or pip, got conda; the default is prebuilt, then pip.',
    ],
    [
      ['--source', 'pip', '--from', 'x.whl'],
      '--source and --from both say where TensorFlow comes from; give one of them.',
    ],
    [['--form', 'x.whl'], "unknown option '--form' (Did you mean --from?)"],
  ])('refuses %j', async (args, message) => {
    expect(await setup(args)).toMatchObject({ code: 2, stderr: `error: ${message}\n` });
  });
});

describe('adam-train doctor', () => {
  it('says what is not there and how to mend it, and that the default job runs all the same', async () => {
    const { code, stdout } = await run(folder.path, ['doctor'], { ADAM_TRAIN_HOME: home });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^program +adam-train \d/m);
    expect(stdout).toMatch(
      /^engine wasm +ready, (adds products with one rounding|rounds products before it adds them), [\d.]+ ms for a test step$/m,
    );
    expect(stdout).toMatch(/^engine cpu +ready/m);
    expect(stdout).toMatch(/^engine tensorflow +not set up; run adam-train setup$/m);
    expect(stdout).toMatch(/^charts +the canvas and the font are ready$/m);
    expect(stdout).toMatch(/^out folder +out can be written$/m);
  });

  it('exits with 1 where the default job cannot run', async () => {
    writeFileSync(join(folder.path, 'file'), '');
    const { code, stdout, stderr } = await run(folder.path, ['doctor', '--out', 'file'], {
      ADAM_TRAIN_HOME: home,
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^out folder +fails .*; choose another with --out$/m);
    expect(stderr).toContain('The default job cannot run here because of: out folder.');
  });
});
