// What esbuild makes of tfjs and of Node's modules in our bundles, a plugin each.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const tfjsCore = join(dirname(require.resolve('@tensorflow/tfjs-core/package.json')), 'dist/index.js');

// The command needs a part of tfjs, and loads faster for it: the core, and what src/engine/registrations.ts adds.
export const coreOfTfjs = {
  name: 'core-of-tfjs',
  setup: (bundler) =>
    bundler.onResolve({ filter: /^@tensorflow\/tfjs$/ }, ({ importer }) => {
      const registers = importer.endsWith(join('engine', 'registrations.ts'));
      return { path: registers ? join(root, 'scripts/tfjsCore.mjs') : tfjsCore };
    }),
};

// A backend in the library takes its tfjs from the user's copy, which has the whole core and the cpu backend.
export const usersTfjs = {
  name: 'users-tfjs',
  setup: (bundler) =>
    bundler.onResolve({ filter: /^@tensorflow\/tfjs-(core|backend-cpu)$/ }, () => ({
      path: '@tensorflow/tfjs',
      external: true,
    })),
};

// What a browser has otherwise than Node stands in a folder browser beside it.
export const browserModules = {
  name: 'browser-modules',
  setup: (bundler) => {
    bundler.onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path, resolveDir, importer }) => {
      const file = join(resolveDir, path.replace(/\.js$/, '.ts'));
      const twin = join(dirname(file), 'browser', basename(file));
      return existsSync(twin) && importer !== twin ? { path: twin } : undefined;
    });
    // What no code of a browser's reaches is left out with what it imports; the build fails where one reaches it.
    bundler.onResolve({ filter: /^node:/ }, ({ path }) => ({
      path: path.slice('node:'.length),
      namespace: 'node',
      sideEffects: false,
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'node' }, () => ({ contents: 'module.exports = {}' }));
    // Node reads it from package.json.
    bundler.onLoad({ filter: /src.version\.ts$/ }, async () => {
      const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
      return {
        contents: `export const programName = 'adam-train'; export const version = ${JSON.stringify(version)};`,
      };
    });
  },
};

// tfjs's own threads are never for Node: tfjs says that it has none.
export const noThreadsOfTfjs = {
  name: 'no-threads-of-tfjs',
  setup: (bundler) =>
    bundler.onLoad({ filter: /wasm-out.tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/ }, () => ({
      contents: 'exports.wasmWorkerContents = undefined;',
    })),
};

// tfjs's glue has a process end at a rejection that nobody handles, and show its own line where an error is thrown. A library
// leaves that to the program that it is in.
export const noProcessHandlers = {
  name: 'no-process-handlers',
  setup: (bundler) =>
    bundler.onLoad({ filter: /wasm-out.tfjs-backend-wasm.*\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source
        .replace(/process\["on"\]\("uncaughtException",function\(ex\)\{[^}]*\}\}\);/, '')
        .replace(/process\["on"\]\("unhandledRejection",function\(reason\)\{[^}]*\}\);/, '');
      if (contents.includes('process["on"]')) throw new Error(`${path} has other handlers of the process.`);
      return { contents };
    }),
};
