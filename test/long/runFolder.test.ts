import { cpSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Finished, run, start, temporaryFolder } from '../e2e/program.js';
import { timeless } from '../e2e/recovery.js';
import { smallTable } from '../e2e/smallTable.js';

const { path: cwd, remove } = temporaryFolder();
afterAll(remove);

const out = (name: string, ...parts: string[]) => join(cwd, 'out', name, ...parts);
const small = ['--hidden', '4', '--backend', 'wasm', '--quiet'];
const csv = smallTable(40, (i) => i);
const piped = ['--data', '-', '--target', 'y', '--epochs', '2', ...small];
const names = () => readdirSync(join(cwd, 'out')).sort();

/** Runs the command with a text as its standard input. */
function runOn(input: string, args: readonly string[]): Promise<Finished> {
  const { child, finished } = start(cwd, args);
  child.stdin?.on('error', () => {}); // it may end before it has read all
  child.stdin?.end(input);
  return finished;
}

beforeAll(async () => {
  expect(await runOn(csv, [...piped, '--name', 'keep'])).toMatchObject({ code: 0, stderr: '' });
});

describe('an earlier run that is to be replaced', () => {
  it.each([
    ['nothing', '', 2],
    ['no table', 'a,y\n1,x\n', 3],
    ['no target', 'a,b\n1,2\n', 3],
  ])('stays where standard input has %s', async (_, input, exit) => {
    const before = timeless(out('keep'));
    const { code, stderr } = await runOn(input, [...piped, '--name', 'keep', '--force']);
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
    expect(code).toBe(exit);
    expect(timeless(out('keep'))).toEqual(before);
    expect(names()).toEqual(['keep']);
  });

  it('is gone once the new one is there', async () => {
    const text = `${csv}1,2,3\n`;
    cpSync(out('keep'), out('gone'), { recursive: true });
    expect(await runOn(text, [...piped, '--name', 'gone', '--force'])).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(out('gone', 'data.csv'), 'utf8')).toBe(text);
    expect(names()).toEqual(['gone', 'keep']);
    expect((await run(cwd, ['resume', 'out/gone', '--epochs', '3', '--quiet'])).code).toBe(0);
    rmSync(out('gone'), { recursive: true });
  });
});

it('a run that is killed while it reads standard input holds no name, and the next one sweeps it', async () => {
  const { child, finished } = start(cwd, [...piped, '--name', 'piped']);
  child.stdin?.write(csv);
  const begun = () => names().find((name) => name.startsWith('.') && existsSync(out(name, 'data.csv')));
  while (begun() === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGKILL');
  await finished;
  expect(names()).toHaveLength(2);
  expect((await runOn(csv, [...piped, '--name', 'piped'])).code).toBe(0);
  expect(names()).toEqual(['keep', 'piped']);
});

it('predict does not write over its own data, nor over its run', async () => {
  writeFileSync(join(cwd, 'own.csv'), csv);
  symlinkSync('own.csv', join(cwd, 'own-link.csv'));
  for (const output of ['own.csv', 'own-link.csv', 'out/keep/config.json']) {
    const { code, stderr } = await run(cwd, [
      ...['predict', 'out/keep', '--data', 'own.csv', '--output', output, '--force'],
    ]);
    expect(stderr).toMatch(/^error: --output must not be [^\n]+\n$/);
    expect(code).toBe(2);
  }
  expect(readFileSync(join(cwd, 'own.csv'), 'utf8')).toBe(csv);
});
