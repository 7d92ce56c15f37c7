import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/**
 * The rooms of src in their order: a file imports only from its own room and from those above it, types too. Where a folder
 * and one inside it both have a line, a file belongs to the inner one.
 */
const rooms = [
  'text', // what a terminal may be shown
  'errors', // sentences for the user, and exit codes
  'version',
  'turns', // long work that lets signals and streams have their turns
  'format', // numbers and durations as a reader wants them
  'settings', // what a setting is, and the ranges of values
  'random', // numpy's and torch's draws
  'files', // atomic writing, file errors, csv rows, safetensors
  'kernels', // fused steps in WebAssembly
  'optimizers', // a file each like its paper, over any arithmetic
  'optimizers/tfjs', // … and as classes of tfjs
  'schedules', // the learning rate over the epochs
  'data', // made or loaded, split, scaled
  'model/losses',
  'model', // the network
  'model/saved', // … as files
  'engine/native', // libtensorflow, where it is set up
  'engine', // chooses and readies what computes
  'engine/native/installer', // setup
  'training', // session, loop, metrics, trace
  'explain', // one step, surfaces and examples to look at
  'charts/png', // canvas, font and encoder
  'charts/parts', // axes, legend, limits …
  'charts/adam',
  'charts/loss',
  'charts/path',
  'charts', // a file each; index.ts lists a run's
  'run', // the run folder, a file of it each
  'run/checkpoint',
  'config', // collects the rooms' settings, and checks between them
  'job', // a whole run, with no terminal
  'console', // what stands on the terminal
  'commands', // a folder each
  'cli', // the three entries: of the command …
  'index', // … of the library …
  'wasm', // … and of its kernels
];

/** Which rooms, or folders in them, know a package; '' is all of src. */
const knownTo: Record<string, readonly string[]> = {
  '@tensorflow/tfjs': ['kernels', 'optimizers/tfjs', 'model', 'engine', 'training'],
  '@tensorflow/tfjs-backend-wasm': ['kernels', 'engine'],
  '@tensorflow/tfjs-backend-cpu': ['engine'],
  '@tensorflow/tfjs-node': ['engine/native'],
  'chart.js': ['charts'],
  'chartjs-node-canvas': ['charts/png'],
  canvas: ['charts/png'],
  'cli-progress': ['console'],
  commander: ['commands', 'cli'],
  'csv-parse': ['data/csv'],
  'env-paths': ['engine/native'],
  leven: ['data/csv', 'config', 'commands'],
  tar: ['engine/native/installer'],
  yauzl: ['engine/native/installer'],
  zod: ['files', 'run'],
  'node:child_process': ['engine'],
  'node:fs': [
    'files',
    'kernels',
    'data/csv',
    'model/saved',
    'engine/native',
    'charts/png',
    'run',
    'config',
    'console',
  ],
  'node:module': ['version', 'engine/native'],
  'node:os': ['files', 'run'],
  'node:crypto': [''],
  'node:events': [''],
  'node:path': [''],
  'node:stream': [''],
  'node:timers': [''],
  'node:url': [''],
  'node:util': [''],
  'node:zlib': [''],
};

/** The packages that an entry loads before it is asked for anything; the rest waits for the command that needs it. */
const loadedAtStart = {
  'src/cli.ts': ['commander', 'leven'],
  'src/index.ts': ['@tensorflow/tfjs'],
  'src/wasm.ts': ['@tensorflow/tfjs'],
};

/** What only the named rooms touch: a job runs in a library too, and every draw has a seed. */
const words: [RegExp, readonly string[]][] = [
  [/\bprocess\.(stdin|stdout|stderr|exit|exitCode|on)\b/, ['console', 'commands', 'cli']],
  [/\bMath\.random\b/, []],
];

/** What is still to be mended. */
const toMend = ['src/data/trainTestSplit.ts -> src/config/testRows.ts'];

interface Import {
  /** A file of src, or a package. */
  target: string;
  /** Loaded together with the file; a type never is, and a dynamic import later. */
  atStart: boolean;
}

interface SourceFile {
  text: string;
  imports: Import[];
}

const root = fileURLToPath(new URL('..', import.meta.url));
const files = new Map(
  readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .sort()
    .map((path) => [path, read(path)]),
);

function read(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  // Biome begins every statement on a line of its own; no other statement has only names, braces and commas before a text.
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[\w$*{},\s]*?\sfrom\s+)?'([^']+)'/gm);
  const calls = text.matchAll(/\b(?:import|require)\(\s*(?:'([^']+)')?/g);
  return {
    text,
    imports: [
      ...Array.from(statements, ([, type, name]) => ({
        target: targetOf(name as string, path),
        atStart: type === undefined,
      })),
      ...Array.from(calls, ([, name]) => ({
        target: targetOf(name ?? 'what is reckoned', path),
        atStart: false,
      })),
    ],
  };
}

/** ../text.js in src/data/matrix.ts is src/text.ts; node:fs/promises is of node:fs. */
function targetOf(name: string, from: string): string {
  if (name.startsWith('.')) return new URL(name.replace(/\.js$/, '.ts'), `file:///${from}`).pathname.slice(1);
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}

/** The innermost of these folders that a file stands in; undefined if in none. */
function innermost(folders: readonly string[], path: string): string | undefined {
  const place = path.replace(/^src\//, '').replace(/(\.d)?\.ts$/, '');
  return folders
    .filter((folder) => folder === '' || place === folder || place.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** A room's place in the order; what is in no room is nowhere. */
function level(path: string): number {
  return rooms.indexOf(innermost(rooms, path) ?? 'nowhere');
}

function isOurs(target: string): boolean {
  return target.startsWith('src/');
}

/** All imports of src, as [from, to]. */
const imports = [...files].flatMap(([path, file]) =>
  file.imports.map(({ target }): [string, string] => [path, target]),
);

function arrows(pairs: [string, string][]): string[] {
  return pairs.map(([from, to]) => `${from} -> ${to}`);
}

/** The packages that a file loads, by itself or through what it imports. */
function packagesOf(entry: string): string[] {
  const loaded = new Set([entry]);
  for (const path of loaded) {
    for (const { target, atStart } of files.get(path)?.imports ?? []) if (atStart) loaded.add(target);
  }
  return [...loaded].filter((name) => !isOurs(name) && !name.startsWith('node:')).sort();
}

describe('the architecture', () => {
  it('has a room for each file', () => {
    expect([...files.keys()].filter((path) => level(path) < 0)).toEqual([]);
    expect(
      rooms.filter((room) => ![...files.keys()].some((path) => innermost(rooms, path) === room)),
    ).toEqual([]);
  });

  it('imports only from the same room and those above', () => {
    const wrong = imports.filter(([from, to]) => isOurs(to) && level(to) > level(from));
    expect(arrows(wrong)).toEqual(toMend);
  });

  it('knows each package in its rooms alone', () => {
    const used = imports.filter(([, to]) => !isOurs(to));
    expect(arrows(used.filter(([from, to]) => innermost(knownTo[to] ?? [], from) === undefined))).toEqual([]);
    const listed = Object.entries(knownTo).flatMap(([to, folders]) =>
      folders.map((folder): [string, string] => [folder, to]),
    );
    const unused = listed.filter(
      ([folder, name]) => !used.some(([from, to]) => to === name && innermost([folder], from) === folder),
    );
    expect(arrows(unused)).toEqual([]);
  });

  it.each(Object.entries(loadedAtStart))('%s loads at its start no package but %j', (entry, packages) => {
    expect(packagesOf(entry)).toEqual(packages);
  });

  it.each(words)('has %s in its rooms alone', (word, folders) => {
    const wrong = [...files].filter(
      ([path, { text }]) => word.test(text) && innermost(folders, path) === undefined,
    );
    expect(wrong.map(([path]) => path)).toEqual([]);
  });
});
