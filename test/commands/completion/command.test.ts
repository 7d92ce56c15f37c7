import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { root } from '../../docs/pages.js';
import { run, temporaryFolder } from '../../e2e/program.js';

const folder = temporaryFolder();
afterAll(() => folder.remove());

it.each([
  ['bash', 'complete -F _adam_train adam-train'],
  ['zsh', '#compdef adam-train'],
  ['fish', 'complete -c adam-train -f'],
  ['powershell', 'Register-ArgumentCompleter -Native -CommandName adam-train'],
])('prints a script for %s', async (shell, begin) => {
  const { code, stdout, stderr } = await run(folder.path, ['completion', shell]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain(begin);
});

it('prints the manual page that the package has', async () => {
  const { man } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { man: string };
  const { code, stdout } = await run(folder.path, ['completion', 'man']);
  expect(code).toBe(0);
  expect(stdout).toBe(readFileSync(join(root, man), 'utf8'));
});

it('refuses another shell', async () => {
  const { code, stdout, stderr } = await run(folder.path, ['completion', 'tcsh']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toBe(
    'error: The shell must be bash, zsh, fish, powershell or man, got "tcsh"; give it a value in this range.\n',
  );
});
