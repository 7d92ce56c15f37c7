// Bundles what the pages do in the browser: the charts that they share, with Chart.js and its zoom plugin, and each page's own part.
import { existsSync } from 'node:fs';
import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

/** How the names of the files end, beside their sources and in dist. */
export const pageSuffix = '.page.br';

const clients = 'src/pages/client';
/** The parts that others build on: their entries, and the names that these find them by. */
const shared = {
  charts: { entry: 'index', globalName: 'adamTrainCharts' },
  run: { entry: 'main', globalName: 'adamTrainRun' },
};

// The zoom plugin asks for hammer.js, which knows gestures of several fingers, and does without where there is none.
const noHammer = {
  name: 'no-hammer',
  setup: (bundler) => {
    bundler.onResolve({ filter: /^hammerjs$/ }, ({ path }) => ({ path, namespace: 'none' }));
    bundler.onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'export default undefined' }));
  },
};

/** A shared part as a module of names, which a bundler shortens as it does a page's own. */
async function namesOf(root, part) {
  const { entry, globalName } = shared[part];
  const { outputs } = (
    await build({
      absWorkingDir: root,
      entryPoints: [join(clients, part, `${entry}.ts`)],
      format: 'esm',
      metafile: true,
      write: false,
    })
  ).metafile;
  const names = Object.values(outputs).flatMap(({ exports }) => exports);
  return `export const { ${names.join(', ')} } = ${globalName};`;
}

/** Has a part find the shared ones, which stand before it in a page. */
const sharedParts = (root) => ({
  name: 'shared-parts',
  setup: (bundler) => {
    bundler.onResolve({ filter: /^\.\.\/(charts\/index|run\/main)\.js$/ }, ({ path }) => ({
      path: path.split('/')[1],
      namespace: 'shared',
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'shared' }, async ({ path }) => ({
      contents: await namesOf(root, path),
    }));
  },
});

/** Whether each part is built beside its source. */
export async function hasPageScripts(root) {
  return (await parts(root)).every((part) => existsSync(join(root, 'src/pages', `${part}${pageSuffix}`)));
}

/**
 * Builds them into src, where the tests find them, and into dist.
 *
 * @returns the names of what is in them
 */
export async function buildPageScripts(root, dist) {
  const inputs = await Promise.all((await parts(root)).map((part) => buildPart(root, dist, part)));
  return inputs.flat();
}

async function parts(root) {
  const entries = await readdir(join(root, clients), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

async function buildPart(root, dist, part) {
  const { entry = 'main', globalName } = shared[part] ?? {};
  const name = `${part}${pageSuffix}`;
  const file = join(root, 'src/pages', name);
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [join(clients, part, `${entry}.ts`)],
    outfile: `${file}.js`,
    write: false,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    ...(globalName && { globalName }),
    target: 'es2022',
    charset: 'ascii', // the page's own encoding does not matter, and no separator of lines is in it
    legalComments: 'none', // see licenses.mjs
    metafile: true,
    logLevel: 'warning',
    plugins: [noHammer, sharedParts(root)],
  });
  // Compressed better than the package is, of which they would be the largest piece of code.
  await writeFile(file, brotliCompressSync(outputFiles[0].contents));
  await copyFile(file, join(dist, name));
  return Object.keys(metafile.inputs);
}
