// Bundles what report.html does in the browser, with Chart.js and its zoom plugin in it.
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The file's name beside its source and in dist. */
export const pageScript = 'report.page.js';

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
    outfile: file,
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
  await copyFile(file, join(dist, pageScript));
  return built;
}
