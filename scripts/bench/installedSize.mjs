// What an install puts on disk: the package's own files, and the canvas with its binary for this machine.
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

export async function installedMegabytes() {
  // npm's own program, which has npm run this one: Windows' npm.cmd would want a shell.
  const npm = process.env.npm_execpath;
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', root];
  const packed = await (npm === undefined ? run('npm', args) : run(process.execPath, [npm, ...args]));
  const [{ unpackedSize }] = JSON.parse(packed.stdout);
  return (unpackedSize + (await canvasBytes())) / 1e6;
}

async function canvasBytes() {
  const modules = join(root, 'node_modules');
  const binaries = join(modules, '@napi-rs');
  const names = (await readdir(binaries)).filter((name) => name.startsWith('canvas'));
  const folders = [join(modules, 'canvas'), ...names.map((name) => join(binaries, name))];
  const sizes = await Promise.all(folders.map(folderBytes));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function folderBytes(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await lstat(join(parentPath, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
