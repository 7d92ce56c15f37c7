// Takes the comments out of the declarations of rooms that the library does not show: nobody's editor shows them, and they are a fifth
// of what all declarations take in the package.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where they are: the first argument, or dist's. */
const types = process.argv[2] ?? fileURLToPath(new URL('../dist/types', import.meta.url));
const inside = ['charts', 'engine', 'files', 'job', 'pages', 'random', 'run'];

for (const room of inside) {
  for (const name of readdirSync(join(types, room), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue;
    const path = join(types, room, name);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, ''));
  }
}
