// Bundles what report.html does in the browser, with Chart.js and its zoom plugin in it.
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

/** The file's name beside its source and in dist. */
export const pageScript = 'report.page.br';

// The zoom plugin asks for hammer.js, which knows gestures of several fingers, and does without where there is none.
const noHammer = {
  name: 'no-hammer',
  setup: (bundler) => {
    bundler.onResolve({ filter: /^hammerjs$/ }, ({ path }) => ({ path, namespace: 'none' }));
    bundler.onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'export default undefined' }));
  },
};

/** Builds it into src, where the tests find it, and into dist. */
export async function buildPageScript(root, dist) {
  const file = join(root, 'src/pages', pageScript);
  const built = await build({
    absWorkingDir: root,
    entryPoints: ['src/pages/client/main.ts'],
    outfile: `${file}.js`,
    write: false,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    charset: 'ascii', // the page's own encoding does not matter, and no separator of lines is in it
    legalComments: 'none', // see licenses.mjs
    metafile: true,
    logLevel: 'warning',
    plugins: [noHammer],
  });
  // Compressed better than the package is, of which it would be the largest piece of code.
  const [{ contents }] = built.outputFiles;
  await writeFile(file, brotliCompressSync(contents));
  await copyFile(file, join(dist, pageScript));
  return built;
}
