import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface Packed {
  /** The tarball. */
  path: string;
  bytes: number;
}

/** Packs what was built last, with its types, out of a copy: dist may hold files of earlier builds, and other tests run in it. */
export function packInto(folder: string): Packed {
  const copy = join(folder, 'package');
  mkdirSync(copy, { recursive: true });
  for (const name of ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md']) {
    cpSync(join(root, name), join(copy, name));
  }
  const { files } = JSON.parse(readFileSync(join(root, 'dist', '.built.json'), 'utf8')) as {
    files: string[];
  };
  for (const file of files) cpSync(join(root, 'dist', file), join(copy, 'dist', file));
  const types = ['-p', join(root, 'src', 'tsconfig.json'), '--outDir', join(copy, 'dist', 'types')];
  runTool('typescript', 'tsc', types, root);
  const trim = [join(root, 'scripts', 'trimTypes.mjs'), join(copy, 'dist', 'types')];
  execFileSync(process.execPath, trim);
  const options = ['--json', '--ignore-scripts', '--pack-destination', folder];
  const said = execFileSync('npm', ['pack', copy, ...options], { encoding: 'utf8', cwd: folder });
  const [{ filename, size }] = JSON.parse(said);
  return { path: join(folder, filename), bytes: size };
}

/** Installs a tarball as a user would, into an empty folder; returns where its command is. */
export function installInto(folder: string, tarball: string): string {
  mkdirSync(folder, { recursive: true });
  execFileSync('npm', ['install', '--prefix', folder, tarball], { cwd: folder, stdio: 'pipe' });
  return join(folder, 'node_modules', 'adam-train', 'dist', 'cli.js');
}

/** Runs a package's command; throws with what it said where it objects. */
export function runTool(name: string, command: string, args: readonly string[], cwd: string): string {
  const require = createRequire(import.meta.url);
  const description = join(root, 'node_modules', name, 'package.json');
  const { bin } = require(description) as { bin: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : (bin[command] as string);
  return execFileSync(process.execPath, [join(description, '..', file), ...args], {
    cwd,
    encoding: 'utf8',
    stdio: 'pipe',
  });
}
