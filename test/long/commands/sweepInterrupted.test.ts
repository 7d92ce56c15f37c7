import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setInterval } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { run, start, temporaryFolder } from '../../e2e/program.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);
const path = (...names: string[]) => join(cwd, 'out', 'drawn', ...names);
const isDrawn = () =>
  existsSync(path()) &&
  readdirSync(path(), { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('.png'));

it('ends at once while its pictures are drawn, says that they lack, and resume draws them', async () => {
  const flags = ['--lr', '0.001,0.01,0.1', '--metric', 'test_loss', '--samples', '60', '--hidden', '4'];
  const { child, finished } = start(cwd, ['sweep', ...flags, '--epochs', '4', '--name', 'drawn']);
  for await (const _ of setInterval(3)) if (isDrawn()) break;
  child.kill('SIGINT');
  const { code, stdout, stderr } = await finished;
  expect(stderr).toMatch(/\nInterrupted before all was written; go on with adam-train resume out.drawn\.\n$/);
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
  expect(existsSync(path('summary.json'))).toBe(false);
  const resumed = await run(cwd, ['resume', 'out/drawn']);
  expect(resumed.stderr).toMatch(/^there +3 trials from before$/m);
  expect(resumed.stderr).toMatch(/^workers +\d+, about .* for what is left$/m);
  expect(resumed.stdout).toMatch(/^status +completed$/m);
  expect(existsSync(path('losses.png'))).toBe(true);
});
