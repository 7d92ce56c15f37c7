import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
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
  'random', // numpy's and torch's draws, whose arguments have ranges
  'search', // the trials of many runs: which there are, which is next, which is best
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
  'charts/columns',
  'charts/loss',
  'charts/path',
  'charts/sweep', // of many runs
  'charts', // a file each; index.ts lists a run's
  'pages', // what a browser shows of a run, in one file
  'pages/client', // … and what it does there, bundled by the build: Chart.js comes with it
  'run', // the run folder, a module for each of its files
  'run/checkpoint',
  'config', // collects the rooms' settings, and checks between them
  'job', // a whole run, with no terminal
  'sweep', // many of them
  'live', // a run's page, served while it trains
  'queue/server', // … on many machines: meeting a server of Redis, and BullMQ
  'queue/jobs', // … what of a trial travels
  'queue/worker', // … who trains it
  'queue/collector', // … who asked for it
  'queue',
  'library', // train and the rest of the program for other programs
  'console', // what stands on the terminal
  'commands', // a folder each
  'cli', // the entries: of the command …
  'exports', // … what the library has everywhere …
  'browser', // … of the library in browsers …
  'index', // … and in Node …
  'wasm', // … and of its kernels
];

/** Which rooms, or folders and files in them, know a package. */
const knownTo: Record<string, readonly string[]> = {
  '@tensorflow/tfjs': ['kernels', 'optimizers/tfjs', 'model', 'engine', 'training', 'library'],
  '@tensorflow/tfjs-backend-wasm': ['kernels', 'engine'],
  '@tensorflow/tfjs-backend-cpu': ['engine'],
  '@tensorflow/tfjs-node': ['engine/native'],
  bullmq: ['queue/server/bullmq'],
  'chart.js': ['charts', 'pages/client'],
  'chartjs-plugin-zoom': ['pages/client'],
  'chartjs-node-canvas': ['charts/png'],
  canvas: ['charts/png'],
  'cli-progress': ['console'],
  commander: ['commands', 'cli'],
  'env-paths': ['files', 'engine/native'],
  ioredis: ['queue/server/bullmq'],
  leven: ['data/csv', 'config', 'commands'],
  'string-width': ['console'],
  tar: ['engine/native/installer'],
  tinyglobby: ['run'],
  yauzl: ['engine/native/installer'],
  zod: ['files', 'run', 'sweep', 'queue'],
  'node:child_process': ['engine', 'sweep', 'commands/open', 'console'],
  'node:fs': [
    'files',
    'kernels',
    'data/csv',
    'model/saved',
    'engine/native',
    'charts/png',
    'pages',
    'run',
    'config',
    'sweep',
    'queue',
    'console',
    'commands/open',
    'library',
  ],
  'node:http': ['live'],
  'node:module': ['version', 'files', 'engine/native'],
  'node:net': ['queue'],
  'node:os': ['files', 'engine', 'run', 'sweep', 'queue'],
  'node:tls': ['queue'],
  'node:v8': ['kernels/wasm'],
  'node:worker_threads': ['kernels/wasm'],
};

/** What reaches no file, process or machine, and so may be used anywhere. */
const harmless = [
  'node:crypto',
  'node:events',
  'node:path',
  'node:stream',
  'node:timers',
  'node:url',
  'node:util',
  'node:zlib',
];

/** The packages that an entry, or the usual command, loads before it does anything; the rest waits for what needs it. */
const loadedAtStart = {
  'src/cli.ts': ['commander', 'leven'],
  'src/commands/train/run.ts': [
    '@tensorflow/tfjs',
    'canvas',
    'chartjs-node-canvas',
    'cli-progress',
    'env-paths',
    'leven',
    'string-width',
  ],
  // A step of a large job would keep what renews the trials' locks from it.
  'src/commands/worker/run.ts': ['leven', 'zod'],
  'src/index.ts': ['@tensorflow/tfjs', 'leven'],
  'src/browser.ts': ['@tensorflow/tfjs', 'leven'],
  'src/wasm.ts': ['@tensorflow/tfjs'],
};

/** What only the named rooms touch: a job runs in a library too, and every draw has a seed. */
const words: [RegExp, readonly string[]][] = [
  [/\bprocess\.(stdin|stdout|stderr|exit|exitCode|on)\b/, ['console', 'commands', 'cli']],
  [/\bMath\.random\b/, []],
];

interface Import {
  /** A file of src. */
  from: string;
  /** A file of src, or a package. */
  to: string;
  /** Loaded together with the file; a type never is, and a dynamic import later. */
  atStart: boolean;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const paths = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .sort();
const texts = new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
const imports = [...texts].flatMap(([path, text]) => importsOf(path, text));

function importsOf(from: string, text: string): Import[] {
  // Biome begins a statement on a line of its own; no other has only names, braces and commas before its first text.
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[\w$*{},\s]*?\sfrom\s+)?'([^']+)'/gm);
  const calls = text.matchAll(/\b(?:import|require)\(\s*(?:'([^']+)')?/g);
  return [
    ...Array.from(statements, ([, type, name]) => ({
      from,
      to: targetOf(name as string, from),
      atStart: type === undefined,
    })),
    ...Array.from(calls, ([, name]) => ({
      from,
      to: targetOf(name ?? 'what is reckoned', from),
      atStart: false,
    })),
  ];
}

/** ../text.js in src/data/matrix.ts is src/text.ts; node:fs/promises is of node:fs. */
function targetOf(name: string, from: string): string {
  if (name.startsWith('.')) return posix.join(posix.dirname(from), name.replace(/\.js$/, '.ts'));
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}

function isOurs(name: string): boolean {
  return name.startsWith('src/');
}

/** The innermost of these folders that a file stands in, or the file itself; undefined if it stands in none. */
function placeIn(folders: readonly string[], path: string): string | undefined {
  const place = path.replace(/^src\//, '').replace(/(\.d)?\.ts$/, '');
  return folders
    .filter((folder) => place === folder || place.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** A room's place in the order; below all for what is in none. */
function level(path: string): number {
  const room = placeIn(rooms, path);
  return room === undefined ? rooms.length : rooms.indexOf(room);
}

/** The packages that a file loads, by itself or through what it imports. */
function packagesAtStart(entry: string): string[] {
  const loaded = new Set([entry]);
  for (const path of loaded) {
    for (const { from, to, atStart } of imports) if (from === path && atStart) loaded.add(to);
  }
  return [...loaded].filter((name) => !isOurs(name) && !name.startsWith('node:')).sort();
}

function arrows(wrong: readonly Import[]): string[] {
  return wrong.map(({ from, to }) => `${from} -> ${to}`);
}

describe('the source', () => {
  it('has a room for each file, and a file in each room', () => {
    expect(paths.filter((path) => placeIn(rooms, path) === undefined)).toEqual([]);
    expect(rooms.filter((room) => !paths.some((path) => placeIn(rooms, path) === room))).toEqual([]);
  });

  it('imports only from the same room and those above', () => {
    expect(arrows(imports.filter(({ from, to }) => isOurs(to) && level(to) > level(from)))).toEqual([]);
  });

  it('knows a package where the table says, and there alone', () => {
    const used = imports.filter(({ to }) => !isOurs(to) && !harmless.includes(to));
    const wrong = used.filter(({ from, to }) => placeIn(knownTo[to] ?? [], from) === undefined);
    expect(arrows(wrong)).toEqual([]);
    const listed = Object.entries(knownTo).flatMap(([name, folders]) =>
      folders.map((folder) => ({ folder, name })),
    );
    const isUsed = (folder: string, name: string) =>
      used.some(({ from, to }) => to === name && placeIn([folder], from) === folder);
    expect(listed.filter(({ folder, name }) => !isUsed(folder, name))).toEqual([]);
  });

  it.each(Object.entries(loadedAtStart))('%s loads at its start no package but %j', (entry, packages) => {
    expect(packagesAtStart(entry)).toEqual(packages);
  });

  it.each(words)('has %s only where the table says', (word, folders) => {
    const isWrong = (path: string) =>
      word.test(texts.get(path) ?? '') && placeIn(folders, path) === undefined;
    expect(paths.filter(isWrong)).toEqual([]);
  });
});
