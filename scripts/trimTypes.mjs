// Leaves of the declarations those that the package's own lead to, and takes the comments out of the rooms that the library does not
// show: nobody's editor shows them.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where they are: the first argument, or dist's. */
const types = resolve(process.argv[2] ?? fileURLToPath(new URL('../dist/types', import.meta.url)));
const entries = ['index', 'wasm', 'browser'];
const inside = ['charts', 'engine', 'files', 'job', 'pages', 'random', 'run'];

const reached = new Set();
for (const entry of entries) reach(join(types, `${entry}.d.ts`));

function reach(file) {
  if (reached.has(file)) return;
  reached.add(file);
  for (const [, from] of readFileSync(file, 'utf8').matchAll(
    /\b(?:from|import)\b[\s(]*['"](\.[^'"]+)\.js['"]/g,
  )) {
    const next = resolve(dirname(file), `${from}.d.ts`);
    if (!existsSync(next)) throw new Error(`${file} needs ${next}, which is not there.`);
    reach(next);
  }
}

for (const name of readdirSync(types, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.d.ts')) continue;
  const path = join(types, name);
  if (!reached.has(path)) rmSync(path);
  else if (inside.includes(relative(types, path).split(sep)[0])) {
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, ''));
  }
}
