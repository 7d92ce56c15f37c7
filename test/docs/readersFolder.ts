import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cliPath, temporaryFolder } from '../e2e/program.js';
import { root } from './pages.js';

/** A reader's folder, with files of their own and the packages that are installed in it. */
export function readersFolder() {
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
  const PATH = [join(packages, '.bin'), process.env['PATH']].join(delimiter);
  return { ...folder, env: { ...process.env, PATH } as NodeJS.ProcessEnv };
}
