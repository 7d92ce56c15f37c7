import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run, temporaryFolder } from '../../e2e/program.js';

// The browser is a stand-in for xdg-open, which is what Linux has.
const folder = temporaryFolder();
const cwd = folder.path;
const quick = ['--samples', '60', '--epochs', '4', '--hidden', '4', '--quiet'];
const hostile = "it's #1 & 100%20 $(touch ran) ü";
const opened = join(cwd, 'opened');
const page = (name: string, out = 'out') => join(cwd, out, name, 'report.html');
const bin = (name: string) => join(cwd, name);

/** A folder for PATH with a command that does this. */
function command(name: string, does: string): void {
  mkdirSync(bin(name));
  writeFileSync(join(bin(name), 'xdg-open'), `#!/bin/sh\n${does}\n`, { mode: 0o755 });
}

const note = `for word in "$@"; do printf '%s\\n' "$word"; done > '${opened}'`;
const open = (args: readonly string[], PATH = bin('works')) => run(cwd, ['open', ...args], { PATH });
/** What the browser was started with, once it is. */
const said = () => readFileSync(opened, 'utf8').trimEnd().split('\n');

describe.skipIf(process.platform !== 'linux')('open', () => {
  beforeAll(async () => {
    command('works', note);
    command('lasts', `${note}; echo $$ > '${opened}.pid'; exec /bin/sleep 30`);
    command('finds-none', 'exit 3');
    mkdirSync(bin('empty'));
    for (const out of ['out', hostile]) await run(cwd, [...quick, '--out', out, '--name', 'first']);
    await run(cwd, [
      'sweep',
      ...quick,
      '--lr',
      '0.001,0.01',
      '--metric',
      'test_loss',
      '--keep',
      'all',
      '--name',
      'sweep',
    ]);
  });
  beforeEach(() => rmSync(opened, { force: true }));
  afterAll(folder.remove);

  it.each(['out', hostile])(
    'starts the browser with the page of the run, and nothing else: %s',
    async (out) => {
      expect(await open([join(out, 'first')])).toEqual({
        code: 0,
        stdout: `${join(out, 'first', 'report.html')}\n`,
        stderr: '',
      });
      const [address = '', ...others] = said();
      expect(others).toEqual([]);
      expect(fileURLToPath(address)).toBe(page('first', out));
      expect(existsSync(join(cwd, 'ran'))).toBe(false);
    },
  );

  it('names a flag of report where the page cannot be written', async () => {
    await run(cwd, [...quick, '--name', 'pageless', '--no-report']);
    mkdirSync(page('pageless')); // a folder in the page's place
    const { code, stderr } = await open([join('out', 'pageless')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /report\.html cannot be written: .*choose another folder with adam-train report --to\.\n$/is,
    );
    rmSync(join(cwd, 'out', 'pageless'), { recursive: true });
  });

  it('takes the latest of out where no run is named', async () => {
    const later = new Date(Date.now() + 60_000);
    utimesSync(join(cwd, 'out', 'first', 'summary.json'), later, later);
    expect((await open([])).stdout).toBe(`${join('out', 'first', 'report.html')}\n`);
    expect(fileURLToPath(said()[0] ?? '')).toBe(page('first'));
  });

  it('writes a page that is not there, as report does', async () => {
    const written = readFileSync(page('first'));
    rmSync(page('first'));
    expect((await open(['out/first/'])).code).toBe(0);
    expect(readFileSync(page('first'))).toEqual(written);
    expect(said()).toHaveLength(1);
  });

  it('does not wait for the browser', async () => {
    const start = performance.now();
    expect((await open(['out/first'], bin('lasts'))).code).toBe(0);
    expect(performance.now() - start).toBeLessThan(10_000);
    process.kill(Number(readFileSync(`${opened}.pid`, 'utf8'))); // it is still there
  });

  it.each(['empty', 'finds-none'])('names the file where there is no browser: %s', async (name) => {
    const { code, stdout, stderr } = await open(['out/first'], bin(name));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^error: A browser must be there for xdg-open to show the page, /);
    expect(stderr).toContain(page('first'));
  });

  it('wants a run or a sweep', async () => {
    const nothing = await open([basename(bin('empty'))]);
    expect(nothing.code).toBe(2);
    expect(nothing.stderr).toMatch(/^error: The run folder must be one that adam-train made/);
    const none = await run(bin('empty'), ['open'], { PATH: bin('works') });
    expect(none.code).toBe(2);
    expect(none.stderr).toMatch(
      /^error: There must be a run or a sweep in out that has ended to open, got none; train one, /,
    );
    expect(existsSync(opened)).toBe(false);
  });

  it("shows what a run or a sweep wrote alone: no other folder's page, and no link of that name", async () => {
    mkdirSync(join(cwd, 'foreign'));
    writeFileSync(join(cwd, 'foreign', 'report.html'), 'x');
    const foreign = await open(['foreign']);
    expect(foreign.code).toBe(2);
    expect(foreign.stderr).toMatch(/^error: The run folder must be one that adam-train made/);
    const written = readFileSync(page('first'));
    rmSync(page('first'));
    symlinkSync(join(cwd, 'foreign', 'report.html'), page('first'));
    await open(['out/first']);
    expect(readFileSync(join(cwd, 'foreign', 'report.html'), 'utf8')).not.toBe('');
    rmSync(page('first'));
    writeFileSync(page('first'), written);
  });

  it('passes over what still trains', async () => {
    const running = join(cwd, 'out', 'running');
    mkdirSync(running);
    copyFileSync(join(cwd, 'out', 'first', 'config.json'), join(running, 'config.json'));
    const later = new Date(Date.now() + 120_000);
    utimesSync(join(running, 'config.json'), later, later);
    expect((await open([])).stdout).toBe(`${join('out', 'first', 'report.html')}\n`);
    rmSync(running, { recursive: true });
  });

  it("opens a sweep's page, and that of its trial", async () => {
    const written = readFileSync(page('sweep'));
    rmSync(page('sweep'));
    expect((await open(['out/sweep'])).code).toBe(0);
    expect(fileURLToPath(said()[0] ?? '')).toBe(page('sweep'));
    expect(readFileSync(page('sweep'))).toEqual(written);
    const trial = join('out', 'sweep', 'trial-0002');
    expect((await open([trial])).stdout).toBe(`${join(trial, 'report.html')}\n`);
  });
});
