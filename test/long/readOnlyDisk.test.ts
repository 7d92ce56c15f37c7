import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { run, temporaryFolder } from '../e2e/program.js';

const { path: cwd, remove } = temporaryFolder();
const disk = join(cwd, 'disk');
const fixtures = fileURLToPath(new URL('../fixtures/format1', import.meta.url));
mkdirSync(disk);
/** To mount takes a superuser, on Linux. */
const isMounted = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', disk]).status === 0;
if (isMounted) {
  cpSync(fixtures, disk, { recursive: true });
  spawnSync('mount', ['-o', 'remount,ro', disk]);
} else process.stdout.write('Skipped: tests on a read-only file system, which may not be mounted here.\n');
afterAll(() => {
  if (isMounted) spawnSync('umount', ['-l', disk]);
  remove();
});

const data = ['--data', join(disk, 'small.csv')];

it.skipIf(!isMounted).each([
  [['resume', 'disk/generated', '--epochs', '20'], "Go on with a copy of the run's folder in another place."],
  [['--out', 'disk/out', '--epochs', '1'], 'Choose another folder with --out.'],
  [['--out', 'disk', '--name', 'file', '--force', '--epochs', '1'], 'Choose another folder with --out.'],
  [['plot', 'disk/generated'], 'Choose another folder with --to.'],
  [['plot', 'disk/generated', '--to', 'disk/pictures'], 'Choose another folder with --to.'],
  [['export', 'disk/generated', '--to', 'disk/model'], 'Choose another folder with --to.'],
  [['predict', 'disk/file', ...data, '--output', 'disk/p.csv'], 'Choose another folder with --output.'],
  [['data', '--samples', '3', '--output', 'disk/d.csv'], 'Choose another folder with --output.'],
  [['explain', '--example', 'drift', '--output', 'disk/d.png'], 'Choose another folder with --output.'],
])('says on a read-only disk what the command itself can do: %j', async (args, cure) => {
  const { code, stderr } = await run(cwd, args);
  expect(stderr).toMatch(/^error: disk\S* cannot be written: the file system is read-only\. /m);
  expect(stderr.endsWith(` ${cure}\n`)).toBe(true);
  expect(code).toBe(1);
});
