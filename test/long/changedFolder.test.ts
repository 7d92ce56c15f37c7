import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliPath, type Finished, makePipe, run, start, temporaryFolder } from '../e2e/program.js';
import { smallTable } from '../e2e/smallTable.js';

const { path: cwd, remove } = temporaryFolder();
afterAll(remove);

const out = (name: string, ...parts: string[]) => join(cwd, 'out', name, ...parts);
const small = ['--hidden', '4', '--backend', 'wasm', '--quiet'];
const csv = smallTable(40, (i) => i);

beforeAll(async () => {
  writeFileSync(join(cwd, 'rows.csv'), csv);
  const job = ['--data', 'rows.csv', '--target', 'y', '--epochs', '2', ...small];
  expect(await run(cwd, [...job, '--name', 'keep'])).toMatchObject({ code: 0, stderr: '' });
});

describe('a folder that is changed while a run works in it', () => {
  /** Starts a long run, changes something once it trains, and waits for its end. */
  async function changed(name: string, change: () => void, flags: string[] = []): Promise<Finished> {
    const { child, finished } = start(cwd, ['--epochs', '1000000', ...small, '--name', name, ...flags]);
    const metrics = out(name, 'metrics.csv');
    while (
      child.exitCode === null &&
      !(existsSync(metrics) && readFileSync(metrics, 'utf8').includes('\n9,'))
    )
      await new Promise((resolve) => setTimeout(resolve, 5));
    change();
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
    const ended = await finished;
    clearTimeout(late);
    return ended;
  }

  it.each<[string, (name: string) => void, RegExp]>([
    ['metrics', (name) => rmSync(out(name, 'metrics.csv')), /metrics\.csv must .*moved or taken away; /],
    [
      'emptied',
      (name) => writeFileSync(out(name, 'metrics.csv'), ''),
      /metrics\.csv must .*changed by another program; /,
    ],
    ['unnamed', (name) => rmSync(out(name, 'config.json')), /config\.json must stay .*moved or taken away; /],
    ['renamed', (name) => renameSync(out(name), out('elsewhere')), /must .*moved or taken away; /],
    ['removed', (name) => rmSync(out(name), { recursive: true }), /must .*moved or taken away; /],
    [
      'replaced',
      (name) => {
        cpSync(out(name), out('copy'), { recursive: true });
        renameSync(out(name), out('original'));
        renameSync(out('copy'), out(name));
      },
      /must .*replaced by another/,
    ],
  ])('%s: an error, exit 1', async (name, change, message) => {
    const { code, stderr } = await changed(name, () => change(name));
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
    expect(stderr).toMatch(message);
    expect(code).toBe(1);
  });

  it("a lock that is another process's by now: an error at the next checkpoint, and it stays", async () => {
    const other = '{"pid":1,"host":"elsewhere"}';
    const { code, stderr } = await changed('stolen', () => writeFileSync(out('stolen', 'lock'), other), [
      '--checkpoint-every',
      '1',
    ]);
    expect(stderr).toMatch(
      /^error: out\/stolen must stay as it is .* is another process's by now; [^\n]*\n$/,
    );
    expect(code).toBe(1);
    expect(readFileSync(out('stolen', 'lock'), 'utf8')).toBe(other);
  });
});

describe.skipIf(process.platform !== 'linux')('what is no file where one is meant ends in a sentence', () => {
  /** Runs the command, but not for ever, and in little memory. */
  function within(args: readonly string[]): Promise<Finished> {
    const child = spawn(process.execPath, ['--max-old-space-size=300', cliPath, ...args], { cwd });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk;
    });
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
    return new Promise((resolve) =>
      child.on('close', (code) => {
        clearTimeout(late);
        resolve({ code, stdout: '', stderr });
      }),
    );
  }

  it.each([
    ['/dev/zero', /which is a device; name another file\.\n$/],
    ['pipe.json', /which is a pipe; save it as a file first\.\n$/],
    ['.', /which is a folder; name the file in it\.\n$/],
    ['long.json', /which has more than 16,777,216 bytes; name another file\.\n$/],
  ])('--config %s', async (path, message) => {
    if (path === 'pipe.json') makePipe(join(cwd, path));
    if (path === 'long.json') writeFileSync(join(cwd, path), Buffer.alloc(2 ** 24 + 1, ' '));
    const { code, stderr } = await within(['--config', path]);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  const commands = [
    ['resume', 'out/NAME', '--epochs', '9'],
    ['predict', 'out/NAME', '--data', 'rows.csv'],
    ['export', 'out/NAME', '--to', 'exported'],
    ['plot', 'out/NAME'],
  ];
  it.each([
    ['checkpoints/last.safetensors', [0, 1, 2]],
    ['config.json', [0, 1, 2, 3]],
    ['summary.json', [0, 3]],
    ['metrics.csv', [3]],
    ['predictions.csv', [3]],
    ['trace.csv', [3]],
    ['lock', [0]],
  ])('%s as a pipe, a device and a link to nothing', async (file, which) => {
    for (const [i, put] of [
      makePipe,
      (path: string) => symlinkSync('/dev/zero', path),
      (path: string) => symlinkSync('/nowhere/at/all', path),
    ].entries()) {
      const name = `odd-${file.replaceAll(/\W/g, '-')}-${i}`;
      cpSync(out('keep'), out(name), { recursive: true });
      rmSync(out(name, file), { force: true });
      put(out(name, file));
      // A link to nothing is a file that is missing, which is nothing to fear of all but a lock.
      if (i === 2 && file !== 'lock') continue;
      for (const command of which.map((number) => commands[number] as string[])) {
        const { code, stderr } = await within(command.map((part) => part.replace('NAME', name)));
        expect(stderr, `${command[0]} ${name}`).toMatch(/^error: [^\n]+\.\n$/);
        expect(stderr).not.toContain('failed inside');
        expect([1, 2], stderr).toContain(code);
      }
    }
  });

  it('--output below a file', async () => {
    writeFileSync(join(cwd, 'file.csv'), '');
    mkdirSync(join(cwd, 'exported-2'));
    for (const command of [
      ['predict', 'out/keep', '--data', 'rows.csv', '--output', 'file.csv/x'],
      ['data', '--output', 'file.csv/x'],
      ['explain', '--function', 'rosenbrock', '--output', 'file.csv/x.png'],
      ['export', 'out/keep', '--to', 'file.csv/x'],
      ['plot', 'out/keep', '--to', 'file.csv/x'],
    ]) {
      const { code, stderr } = await within(command);
      expect(stderr, command[0]).toMatch(
        /^error: file\.csv\/x\S* cannot be written: a part of the path is a file\. /,
      );
      expect(code).toBe(1);
    }
  });
});
